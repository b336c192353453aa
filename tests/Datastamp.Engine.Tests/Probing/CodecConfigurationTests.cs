using Datastamp.Probing.Indexes.Codecs;

namespace Datastamp.Probing;

/// <summary>Records in the form of their specifications, up to what is read.</summary>
public class CodecConfigurationTests
{
    [TestCase("0142C00AFFE100086742C00ADA108D88", "yuv420p", 8)]
    [TestCase("0164000AFFE100086764000AACD94426", "yuv420p", 8)]
    [TestCase("016E000AFFE10008676E000AA6CD9442", "yuv420p10le", 10)]
    [TestCase("017A000AFFE10008677A000AB6CD9442", "yuv422p10le", 10)]
    [TestCase("01F4000AFFE1000867F4000A919B2884", null, 8)]
    [TestCase("0064000AFFE100086764000AACD94426", null, null)]
    [TestCase("0164000AFFE1FFFF6764000AACD94426", null, null)]
    [TestCase("0164000AFFE100086764000A00000000", null, null)]
    [TestCase("", null, null)]
    public void H264_tells_by_its_parameter_set(string record, string? format, int? depth) =>
        Assert.That(CodecConfiguration.Avc(Bytes(record)).Pixels, Is.EqualTo(new PixelLayout(format, depth)));

    [TestCase("0101600000009000000000001EF000FCFDF8F800000F", "yuv420p", 8)]
    [TestCase("0102200000009000000000001EF000FCFDFAFA00000F", "yuv420p10le", 10)]
    [TestCase("0104000000009000000000001EF000FCFEFAFA00000F", "yuv422p10le", 10)]
    [TestCase("0104000000009000000000001EF000FCFCFCFC00000F", "gray12le", 12)]
    [TestCase("0104000000009000000000001EF000FCFFF8F800000F", null, 8)]
    public void H265_tells_by_its_record(string record, string? format, int? depth)
    {
        Assert.That(CodecConfiguration.Hevc(Bytes(record + "00")).Pixels, Is.EqualTo(new PixelLayout(format, depth)));
        Assert.That(CodecConfiguration.Hevc(Bytes(record + "00")).NalLengthSize, Is.EqualTo(4));
        Assert.That(CodecConfiguration.Hevc(Bytes(record)).Pixels, Is.EqualTo(default(PixelLayout)));
    }

    [TestCase("81000C00", "yuv420p", 8)]
    [TestCase("81004C00", "yuv420p10le", 10)]
    [TestCase("81406800", "yuv422p12le", 12)]
    [TestCase("81001C00", "gray", 8)]
    [TestCase("81200000", null, 8)]
    [TestCase("01000C00", null, null)]
    public void Av1_tells_by_its_record(string record, string? format, int? depth) =>
        Assert.That(CodecConfiguration.Av1(Bytes(record)).Pixels, Is.EqualTo(new PixelLayout(format, depth)));

    [TestCase("010102020114030108040101", "yuv420p", 8)]
    [TestCase("01010203010A040101", "yuv420p10le", 10)]
    [TestCase("03010C040102", "yuv422p12le", 12)]
    [TestCase("030108040103", null, 8)]
    [TestCase("010100", null, null)]
    public void Vp9_tells_by_its_features(string features, string? format, int? depth) =>
        Assert.That(CodecConfiguration.Vp9Features(Bytes(features)).Pixels, Is.EqualTo(new PixelLayout(format, depth)));

    [TestCase("000A82", "yuv420p", 8)]
    [TestCase("020AA2", "yuv420p10le", 10)]
    public void Vp9_tells_by_its_box(string record, string? format, int? depth) =>
        Assert.That(CodecConfiguration.Vp(Bytes(record)).Pixels, Is.EqualTo(new PixelLayout(format, depth)));

    [TestCase("824983420000", "yuv420p", 8)]
    [TestCase("924983420000", "yuv420p10le", 10)]
    [TestCase("924983428000", "yuv420p12le", 12)]
    [TestCase("A24983420000", null, 8)]
    [TestCase("024983420000", null, null)]
    public void Vp9_tells_by_its_first_frame(string frame, string? format, int? depth) =>
        Assert.That(VpxFrame.Vp9Pixels(Bytes(frame)), Is.EqualTo(new PixelLayout(format, depth)));

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex);
}
