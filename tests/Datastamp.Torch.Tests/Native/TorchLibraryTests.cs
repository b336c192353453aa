using TorchSharp;

namespace Datastamp.Torch.Tests.Native;

public class TorchLibraryTests
{
    [Test]
    public void TorchSharp_loads_and_computes() =>
        Assert.That(torch.tensor(new[] { 1.5, 2.5 }).sum().item<double>(), Is.EqualTo(4));
}
