namespace Datastamp.Decoding.Formats;

public class BmpReaderTests
{
    // Two rows of four pixels with run lengths: 4 × colour 1, end of line, then 1, 2, 1, 0 as they are, end of bitmap.
    private const string Runs = "0401 0000 0004 01020100 0001";

    [TestCase(Runs)]
    [TestCase("0401 0000 0401 0000")]
    [TestCase("0101 0002 0300 0000 0401 0001")]
    public void Runs_that_fill_the_image_pass(string runs) =>
        Assert.That(ImageInspector.Inspect(Bitmap(4, 2, 8, 1, runs)), Is.EqualTo(new ImageHeader(ImageFormat.Bmp, 4, 2)));

    [TestCase("0401 0000 0004 0102", "truncated: ends before the end-of-bitmap code")]
    [TestCase("0401 0000 0401", "truncated: ends before the end-of-bitmap code")]
    [TestCase("0401 0000 0001", "truncated: the end-of-bitmap code comes in row 1 of 2")]
    [TestCase("0501 0000", "corrupt: a run leaves the image")]
    [TestCase("0001", "truncated: the end-of-bitmap code comes in row 0 of 2")]
    [TestCase("0403 0000", "corrupt: pixel value 3 in a palette of 3 colours")]
    [TestCase("0004 01020300", "corrupt: pixel value 3 in a palette of 3 colours")]
    public void Runs_that_do_not_are_refused(string runs, string reason) =>
        ImageInspectorTests.Refuses(Bitmap(4, 2, 8, 1, runs), reason);

    [Test]
    public void A_negative_height_is_a_height() =>
        Assert.That(ImageInspector.Inspect(Bitmap(1, -2, 24, 0, "01020300 04050600")).Height, Is.EqualTo(2));

    [TestCase(0, 2, 24, 0, "zero width")]
    [TestCase(1, 0, 24, 0, "zero height")]
    [TestCase(1, int.MinValue, 24, 0, "corrupt: illegal size")]
    [TestCase(1, 2, 2, 0, "unsupported: bitmap of 2 bits with compression 0")]
    [TestCase(1, 2, 24, 4, "unsupported: bitmap of 24 bits with compression 4")]
    [TestCase(1, -2, 8, 1, "unsupported: bitmap of 8 bits with compression 1")]
    [TestCase(1, 3, 24, 0, "truncated: ends within the pixels")]
    [TestCase(536870911, 2, 32, 0, "truncated: ends within the pixels")]
    public void A_header_that_cannot_be_is_refused(int width, int height, int bits, int compression, string reason) =>
        ImageInspectorTests.Refuses(Bitmap(width, height, bits, compression, "01020300 04050600"), reason);

    [Test]
    public void Sixteen_bits_are_scaled_as_Pillow_does_and_not_shifted()
    {
        // 5-5-5: white, then red 16, green 8, blue 1. In a row of four bytes.
        var rewritten = CanonicalForm.Of(Bitmap(2, 1, 16, 0, "FF7F 0141"), ImageFormat.Bmp)!;
        Assert.That(rewritten[54..], Is.EqualTo(new byte[] { 255, 255, 255, 8, 65, 131, 0, 0 }));
    }

    [Test]
    public void Six_bits_of_green_are_scaled_too()
    {
        // Masks of 5-6-5, then white and green 33.
        var rewritten = CanonicalForm.Of(Bitmap(2, 1, 16, 3, "00F80000 E0070000 1F000000 FFFF 2004"), ImageFormat.Bmp)!;
        Assert.That(rewritten[54..], Is.EqualTo(new byte[] { 255, 255, 255, 0, 133, 0, 0, 0 }));
    }

    [Test]
    public void Other_depths_are_left_alone() =>
        Assert.That(CanonicalForm.Of(TinyImages.Bmp, ImageFormat.Bmp), Is.Null);

    private static byte[] Bitmap(int width, int height, int bits, int compression, string pixels)
    {
        var palette = bits <= 8 ? 3 : 0;
        var masks = compression == 3 ? 12 : 0;
        var data = Convert.FromHexString(pixels.Replace(" ", "", StringComparison.Ordinal));
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write("BM"u8);
        writer.Write(54 + (4 * palette) + data.Length);
        writer.Write(0);
        writer.Write(54 + (4 * palette) + masks);
        writer.Write(40);
        writer.Write(width);
        writer.Write(height);
        writer.Write((short)1);
        writer.Write((short)bits);
        writer.Write(compression);
        writer.Write(new byte[12]);
        writer.Write(palette);
        writer.Write(0);
        writer.Write(new byte[4 * palette]);
        writer.Write(data);
        return file.ToArray();
    }
}
