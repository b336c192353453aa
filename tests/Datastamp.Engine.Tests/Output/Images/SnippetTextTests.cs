using System.Text;
using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Output.Languages;

namespace Datastamp.Tests.Output.Images;

/// <summary>Names and paths are foreign: they stay in their line of a comment.</summary>
public class SnippetTextTests
{
    private const string Hostile = "*/ \"\"\" '''\\\r\nimport os\u2028#if X\u0085\u000b\f\0\u2029}</summary>\u202e\ud800 {0} $\" é😀";

    [Test]
    public void A_text_is_one_line_that_hides_nothing() => Assert.That(
        CommentText.Escape(Hostile),
        Is.EqualTo("*/ \"\"\" '''\\\\u000d\\u000aimport os\\u2028#if X\\u0085\\u000b\\u000c\\u0000\\u2029}</summary>\\u202e\\ufffd {0} $\" é😀"));

    [Test]
    public void Foreign_text_stands_in_comments_alone([Values("torchvision", "mlnet", "onnxruntime")] string format)
    {
        var (dataset, result) = ImageSamples.Of(Hostile);
        var plain = ImageSamples.Of(Identifiers.For([Hostile], [], name => [name]).Single());

        var lines = Lines(format, (dataset with { Include = Hostile }, result with { Fingerprint = Hostile }));

        var expected = Lines(format, plain);
        Assert.That(plain.Dataset.Name, Does.StartWith("ImportOs"));
        Assert.That(lines, Has.Length.EqualTo(expected.Length));
        Assert.That(lines.Zip(expected).Where(line => line.First != line.Second).Select(line => line.First[..2]), Is.All.AnyOf("//", "# ").And.Exactly(3).Items);
    }

    // Python takes the encoding of a file from a comment in its first two lines.
    [Test]
    public void A_name_cannot_say_the_encoding_of_a_module() => Assert.That(
        Lines("torchvision", ImageSamples.Of("vim: set fileencoding=utf-7 : coding: rot13")).Take(2),
        Is.EqualTo(["# Written by Datastamp, and written again when the data changes.", "#"]));

    private static string[] Lines(string format, (ImageDataset Dataset, ImageResult Result) dataset) =>
        Encoding.UTF8.GetString(ImageSamples.Files(format, dataset).Single().Content).Split('\n');
}
