using Datastamp.Torch.NvJpeg;

namespace Datastamp.Torch.Tests.NvJpeg;

public class JpegTraitsTests
{
    private static readonly (char, byte)[] ycbcr420 = [('\u0001', 0x22), ('\u0002', 0x11), ('\u0003', 0x11)];

    [TestCase(0xC0, true, true, TestName = "Baseline of one scan is for the engines")]
    [TestCase(0xC1, true, false, TestName = "Extended is for CUDA")]
    [TestCase(0xC2, true, false, TestName = "Progressive is for CUDA")]
    [TestCase(0xC3, false, false, TestName = "Lossless is for the processor")]
    [TestCase(0xC9, false, false, TestName = "Arithmetic coding is for the processor")]
    [TestCase(0xCA, false, false, TestName = "Progressive arithmetic coding is for the processor")]
    public void The_coding_decides(byte marker, bool isCommon, bool isForEngines)
    {
        var traits = JpegTraits.Of(JpegHeaders.File(JpegHeaders.Jfif, JpegHeaders.Frame(marker, 8, ycbcr420), JpegHeaders.Scan(3)));
        Assert.That((traits.IsCommon, traits.IsSingleScanBaseline), Is.EqualTo((isCommon, isForEngines)));
    }

    [TestCase(0x11, 0x11, true)]
    [TestCase(0x21, 0x11, true)]
    [TestCase(0x12, 0x11, true)]
    [TestCase(0x22, 0x11, true)]
    [TestCase(0x41, 0x11, true)]
    [TestCase(0x31, 0x11, false)]
    [TestCase(0x22, 0x21, false)]
    public void Chroma_that_is_scaled_otherwise_is_for_the_processor(byte luma, byte chroma, bool isCommon) => Assert.That(
        JpegTraits.Of(JpegHeaders.File(JpegHeaders.Frame(0xC0, 8, ('\u0001', luma), ('\u0002', chroma), ('\u0003', 0x11)), JpegHeaders.Scan(3))).IsCommon,
        Is.EqualTo(isCommon));

    [Test]
    public void Grey_is_common_and_CMYK_and_12_bits_are_not()
    {
        Assert.That(JpegTraits.Of(JpegHeaders.File(JpegHeaders.Frame(0xC0, 8, ('\u0001', 0x22)), JpegHeaders.Scan(1))).IsSingleScanBaseline);
        Assert.That(JpegTraits.Of(JpegHeaders.File(JpegHeaders.Frame(0xC0, 8, [.. ycbcr420, ('\u0004', 0x22)]), JpegHeaders.Scan(4))), Is.EqualTo(default(JpegTraits)));
        Assert.That(JpegTraits.Of(JpegHeaders.File(JpegHeaders.Frame(0xC1, 12, ycbcr420), JpegHeaders.Scan(3))), Is.EqualTo(default(JpegTraits)));
    }

    [Test]
    public void Files_that_hold_RGB_are_for_the_processor()
    {
        var frame = JpegHeaders.Frame(0xC0, 8, ycbcr420);
        Assert.That(JpegTraits.Of(JpegHeaders.File(JpegHeaders.Adobe(0), frame, JpegHeaders.Scan(3))).IsCommon, Is.False);
        Assert.That(JpegTraits.Of(JpegHeaders.File(JpegHeaders.Adobe(1), frame, JpegHeaders.Scan(3))).IsCommon, Is.True);
        Assert.That(JpegTraits.Of(JpegHeaders.File(JpegHeaders.Frame(0xC0, 8, ('R', 0x11), ('G', 0x11), ('B', 0x11)), JpegHeaders.Scan(3))).IsCommon, Is.False);
    }

    [Test]
    public void A_component_a_scan_is_not_for_the_engines()
    {
        var traits = JpegTraits.Of(JpegHeaders.File(JpegHeaders.Frame(0xC0, 8, ycbcr420), JpegHeaders.Scan(1)));
        Assert.That((traits.IsCommon, traits.IsSingleScanBaseline), Is.EqualTo((true, false)));
    }

    [Test]
    public void EXIF_is_seen()
    {
        Assert.That(JpegTraits.Of(JpegHeaders.File(JpegHeaders.Exif, JpegHeaders.Frame(0xC0, 8, ycbcr420), JpegHeaders.Scan(3))).HasExif, Is.True);
        Assert.That(JpegTraits.Of(JpegHeaders.File(JpegHeaders.Jfif, JpegHeaders.Frame(0xC0, 8, ycbcr420), JpegHeaders.Scan(3))).HasExif, Is.False);
    }

    [Test]
    public void Files_that_end_anywhere_are_for_the_processor()
    {
        var file = JpegHeaders.File(JpegHeaders.Jfif, JpegHeaders.Adobe(1), JpegHeaders.Frame(0xC0, 8, ycbcr420), JpegHeaders.Scan(3));
        Assert.That(JpegTraits.Of(file).IsCommon);
        for (var length = 0; length < file.Length; length++)
        {
            Assert.That(JpegTraits.Of(file.AsSpan(0, length)), Is.EqualTo(default(JpegTraits)), $"{length} bytes");
        }
    }

    [TestCase("img_00001.jpg", true, true, false)]
    [TestCase("truncated_jpeg.jpg", true, false, false)]
    [TestCase("pil_sample_cmyk.jpg", false, false, true)]
    [TestCase("hopper_orientation_6.jpg", true, true, true)]
    public void Real_files_are_told_apart(string name, bool isCommon, bool isForEngines, bool hasExif)
    {
        var traits = JpegTraits.Of(File.ReadAllBytes(Path.Combine(Datastamp.Tests.Repository.ReferenceImages(), name)));
        Assert.That((traits.IsCommon, traits.IsSingleScanBaseline, traits.HasExif), Is.EqualTo((isCommon, isForEngines, hasExif)));
    }
}
