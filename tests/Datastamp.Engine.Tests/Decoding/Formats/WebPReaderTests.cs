namespace Datastamp.Decoding.Formats;

public class WebPReaderTests
{
    [Test]
    public void Bytes_behind_the_container_do_not_matter() =>
        Assert.That(ImageInspector.Inspect([.. TinyImages.LossyWebP, 1, 2, 3]).Width, Is.EqualTo(5));

    [TestCase("524946460D000000 57454250 5650384C 05000000", "truncated: shorter than its RIFF header says")]
    [TestCase("524946460D000000 57454250 5650384C 05000000 2F", "truncated: a chunk is longer than what is left")]
    [TestCase("5249464624000000 57454250 56503858 0A000000 00000000050000020000 5650384C 05000000 2F0480000000", "corrupt: image and canvas differ in size")]
    [TestCase("5249464611000000 57454250 5650384C 05000000 2E04800000", "corrupt: the VP8L chunk has no valid header")]
    [TestCase("5249464616000000 57454250 56503820 0A000000 0100009D012A05000300", "corrupt: the VP8 chunk does not begin with a key frame")]
    [TestCase("5249464616000000 57454250 56503820 0A000000 2000009D012A05000300", "truncated: ends within the first partition")]
    [TestCase("5249464616000000 57454250 56503820 0A000000 0000009D012A00000300", "zero width")]
    [TestCase("5249464616000000 57454250 56503858 0A000000 00000000040000020000", "truncated: no image in it")]
    [TestCase("5249464610000000 57454250 49434350 04000000 00000000", "corrupt: the first chunk is not an image")]
    public void A_broken_file_names_its_reason(string hex, string reason) =>
        ImageInspectorTests.Refuses(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), reason);

    [Test]
    public void An_animation_frame_must_lie_on_the_canvas()
    {
        var file = TinyImages.AnimatedWebP;
        file[file.AsSpan().IndexOf("ANMF"u8) + 8] = 1;
        ImageInspectorTests.Refuses(file, "corrupt: an animation frame leaves the canvas");
    }
}
