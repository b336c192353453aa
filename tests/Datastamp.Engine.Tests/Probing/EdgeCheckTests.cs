using Datastamp.Tests;

namespace Datastamp.Probing;

public class EdgeCheckTests : TemporaryFolder
{
    [TestCase(1, "0301020302FFFF")]
    [TestCase(2, "00030102030002FFFF")]
    [TestCase(4, "0000000301020300000002FFFF")]
    public void Lengths_that_fill_a_frame_are_right(int lengthSize, string frame) => Assert.That(Find(lengthSize, frame), Is.Null);

    [TestCase(1, "0301020303FFFF")]
    [TestCase(2, "00030102030003FFFF")]
    [TestCase(4, "00000003010203FF000002FFFF")]
    [TestCase(4, "0000000301020300000001FFFF")]
    [TestCase(4, "000000")]
    [TestCase(4, "00000000000000000000000000")]
    public void Others_are_told_with_the_frame(int lengthSize, string frame) =>
        Assert.That(Find(lengthSize, frame), Is.EqualTo("the bytes of frame 1 (in coding order, at 2) are not a frame"));

    [TestCase(0)]
    [TestCase(3)]
    public void Other_codecs_are_not_looked_at(int lengthSize) => Assert.That(Find(lengthSize, "00000000"), Is.Null);

    [Test]
    public void Frames_at_both_ends_of_a_file_are_looked_at_and_none_between()
    {
        var content = new byte[300_000];
        foreach (var at in new[] { 0, 65_528, 299_992 })
        {
            content[at + 3] = 4;
        }

        var path = Write("a.bin", content);
        Assert.That(Find(path, 0, 65_528, 299_992), Is.Null);
        Assert.That(Find(path, 65_534, 150_008), Is.Null, "neither of these lies at an end");
        Assert.That(Find(path, 0, 299_988), Does.Contain("frame 1 "));
        Assert.That(Find(path, 8), Does.Contain("frame 0 "));
    }

    private string? Find(int lengthSize, string hex)
    {
        var frame = Convert.FromHexString(hex);
        using var bytes = new VideoBytes(Write("a.bin", [1, 9, .. frame]));
        return EdgeCheck.Find(bytes, Video(lengthSize, new(0, 0, 0, 0, IsKey: true, IsShown: true), new(2, frame.Length, 0, 0, IsKey: true, IsShown: true)));
    }

    private static string? Find(string path, params long[] offsets)
    {
        using var bytes = new VideoBytes(path);
        return EdgeCheck.Find(bytes, Video(4, [.. offsets.Select(offset => new Frame(offset, 8, 0, 0, IsKey: true, IsShown: true))]));
    }

    private static IndexedVideo Video(int lengthSize, params Frame[] frames) => new()
    {
        Container = "mp4",
        Codec = "h264",
        VideoStreams = 1,
        Width = 1,
        Height = 1,
        TimeBase = new(1, 1),
        NalLengthSize = lengthSize,
        Frames = frames,
    };
}
