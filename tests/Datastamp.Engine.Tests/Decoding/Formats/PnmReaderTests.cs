using System.Text;

namespace Datastamp.Decoding.Formats;

public class PnmReaderTests
{
    [TestCase("P1 3 2 101 010")]
    [TestCase("P1 3 2 1 0 1 0 1 0\n")]
    [TestCase("P2\n# a comment\n3 2 # another\n255\n1 2 3\n4 5 255")]
    [TestCase("P3 3 2 9 1 2 3 4 5 6 7 8 9 1 2 3 4 5 6 7 8 9")]
    [TestCase("P4 3 2\nab")]
    [TestCase("P5 3 2 255\nabcdef")]
    [TestCase("P5 3 2 256\nabcdefabcdef")]
    [TestCase("P6 3 2 255\nabcdefghiabcdefghi and more")]
    public void A_whole_file_passes(string file) =>
        Assert.That(ImageInspector.Inspect(Encoding.Latin1.GetBytes(file)), Is.EqualTo(new ImageHeader(ImageFormat.Pnm, 3, 2)));

    [TestCase("P1 3 2 101 01", "truncated: a number is missing")]
    [TestCase("P1 3 2 10", "truncated: ends within the samples")]
    [TestCase("P1 3 2 1 0 1 0 1", "truncated: a number is missing")]
    [TestCase("P1 3 2 101 012", "corrupt: a bit that is neither 0 nor 1")]
    [TestCase("P2 3 2 255 1 2 3 4 5 256", "corrupt: sample 256 is above the maximum 255")]
    [TestCase("P2 3 2 255 1 2 3 4 5 6s", "corrupt: something else where a number must be")]
    [TestCase("P2 3 2 255 1 2 3 4 5 1234567890", "corrupt: a number of more than nine digits")]
    [TestCase("P5 3 2 255\nabcde", "truncated: ends within the samples")]
    [TestCase("P5 3 2 256\nabcdefabcde", "truncated: ends within the samples")]
    [TestCase("P5 3 2 255", "truncated: ends within the header")]
    [TestCase("P5 3", "truncated: a number is missing")]
    [TestCase("P5 0 2 255\n", "zero width")]
    [TestCase("P5 3 0 255\n", "zero height")]
    [TestCase("P5 3 2 0\nabcdef", "corrupt: maximum 0 is not within 1–65535")]
    [TestCase("P5 3 2 65536\nabcdef", "corrupt: maximum 65536 is not within 1–65535")]
    [TestCase("P5 -3 2 255\nabcdef", "corrupt: something else where a number must be")]
    [TestCase("P6 999999999 999999999 65535\nab", "truncated: ends within the samples")]
    [TestCase("P7\nWIDTH 1\n", "not an image that Datastamp reads (JPEG, PNG, GIF, BMP, WebP, TIFF, PNM, JPEG 2000)")]
    public void A_broken_file_names_its_reason(string file, string reason) =>
        ImageInspectorTests.Refuses(Encoding.Latin1.GetBytes(file), reason);

    // Pillow: round(value / maximum * 255), half to even; 0x01 of 2 is 127.5, to 128; 0x01 of 6 is 42.5, to 42.
    [TestCase("P5 3 1 2\n\u0000\u0001\u0002", "P5\n3 1\n255\n\u0000\u0080\u00FF")]
    [TestCase("P5 3 1 6\n\u0001\u0006\u0009", "P5\n3 1\n255\n\u002A\u00FF\u00FF")]
    [TestCase("P2 2 1 100 1 100", "P5\n2 1\n255\n\u0003\u00FF")]
    [TestCase("P1 2 1 10", "P5\n2 1\n255\n\u0000\u00FF")]
    [TestCase("P5 2 1 1023\n\u0002\u0000\u0003\u00FF", "P5\n2 1\n65535\n\u0080\u0020\u00FF\u00FF")]
    [TestCase("P3 1 1 255 7 8 9", "P6\n1 1\n255\n\u0007\u0008\u0009")]
    public void Samples_are_scaled_to_the_full_range(string file, string expected) =>
        Assert.That(CanonicalForm.Of(Encoding.Latin1.GetBytes(file), ImageFormat.Pnm), Is.EqualTo(Encoding.Latin1.GetBytes(expected)));

    [TestCase("P4 3 2\nab")]
    [TestCase("P5 3 2 255\nabcdef")]
    [TestCase("P5 3 2 65535\nabcdefabcdef")]
    public void Full_range_binary_is_left_alone(string file) =>
        Assert.That(CanonicalForm.Of(Encoding.Latin1.GetBytes(file), ImageFormat.Pnm), Is.Null);
}
