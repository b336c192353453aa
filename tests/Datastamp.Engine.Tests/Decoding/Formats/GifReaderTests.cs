namespace Datastamp.Decoding.Formats;

public class GifReaderTests
{
    // Two by one pixels of colours 1 and 0: clear, 1, 0, end in codes of three bits.
    private const string Screen = "474946383961 0200 0100 800000 FF0000 00FF00";
    private const string Image = "2C 0000 0000 0200 0100 00 02 02 0C 0A 00";
    private const string Trailer = "3B";

    [TestCase(Screen + Image + Trailer)]
    [TestCase(Screen + "21F9 04 01 0000 00 00" + "21FE 02 4142 01 43 00" + Image + Trailer)]
    [TestCase(Screen + Image + Image + Trailer + "0102")]
    public void A_legal_walk_passes(string hex) =>
        Assert.That(ImageInspector.Inspect(Bytes(hex)), Is.EqualTo(new ImageHeader(ImageFormat.Gif, 2, 1)));

    [Test]
    public void A_frame_beyond_the_screen_widens_it() => Assert.That(
        ImageInspector.Inspect(Bytes(Screen + "2C 0300 0400 0200 0100 00 02 02 0C 0A 00 3B")),
        Is.EqualTo(new ImageHeader(ImageFormat.Gif, 5, 5)));

    [TestCase(Screen + Image, "truncated: ends before the trailer")]
    [TestCase(Screen + Trailer, "corrupt: no image before the trailer")]
    [TestCase(Screen + "00" + Image + Trailer, "corrupt: no block at byte 19")]
    [TestCase(Screen + "2C 0000 0000 0000 0100 00 02 02 0C 0A 00 3B", "zero width")]
    [TestCase(Screen + "2C 0000 0000 0200 0100 00 0C 02 0C 0A 00 3B", "corrupt: illegal LZW code size")]
    [TestCase(Screen + "2C 0000 0000 0200 0200 00 02 02 0C 0A 00 3B", "truncated: the LZW end code comes before the last pixel")]
    [TestCase(Screen + "2C 0000 0000 0200 0100 00 02 01 0C 00 3B", "truncated: fewer LZW codes than the frame has pixels")]
    [TestCase(Screen + "2C 0000 0000 0100 0100 00 02 04 0C 00 00 0A 00 3B", "corrupt: more LZW codes than the frame has pixels")]
    [TestCase(Screen + "2C 0000 0000 0200 0100 00 02 02 FC 0A 00 3B", "corrupt: an LZW code that is not in the table")]
    public void An_illegal_walk_names_its_reason(string hex, string reason) => ImageInspectorTests.Refuses(Bytes(hex), reason);

    [Test]
    public void The_still_has_the_frames_palette_and_the_transparent_colour_around_it()
    {
        var file = Bytes(Screen + "21F9 04 01 0000 01 00" + "2C 0100 0000 0200 0100 80 0A0B0C 0D0E0F 02 02 0C 0A 00" + Trailer);
        var still = CanonicalForm.Of(file, ImageFormat.Gif)!;
        Assert.Multiple(() =>
        {
            Assert.That(still[..22], Is.EqualTo(Bytes("474946383961 0300 0100 F7 01 00 0A0B0C 0D0E0F 020202")));
            Assert.That(still[(13 + 765)..(13 + 768)], Is.EqualTo(new byte[] { 255, 255, 255 }));
            Assert.That(still[(13 + 768)..], Is.EqualTo(Bytes("2C 0100 0000 0200 0100 00 02 02 0C 0A 00 3B")));
        });
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
