namespace Datastamp.Tests;

public class SmokeTests
{
    [Test]
    public void Runs() => Assert.That(Enum.GetValues<Datastamp.Resampling.Interpolation>(), Has.Length.EqualTo(5));
}
