using Datastamp.Sources;

namespace Datastamp.Tests.Sources;

public class SampleTests
{
    [TestCase("x.mp4")]
    [TestCase("a b/..x/é.")]
    [TestCase(".../x")]
    public void Names_below_the_root_are_keys(string text) => Assert.That(Sample.IsKey(text));

    [TestCase("")]
    [TestCase("..")]
    [TestCase("./x.mp4")]
    [TestCase("/etc/x.mp4")]
    [TestCase("a//x.mp4")]
    [TestCase("a/")]
    [TestCase("a/../../x.mp4")]
    public void Texts_that_lead_elsewhere_are_none(string text) => Assert.That(Sample.IsKey(text), Is.False);
}
