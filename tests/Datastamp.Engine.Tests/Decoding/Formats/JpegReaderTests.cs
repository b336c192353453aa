namespace Datastamp.Decoding.Formats;

public class JpegReaderTests
{
    // The walk does not decode: tables and coefficients can be left out.
    private const string Start = "FFD8";
    private const string Frame = "FFC0000B 08 0003 0005 01 011100";
    private const string ThreeComponents = "FFC00011 08 0003 0005 03 011100 021100 031100";
    private const string Scan = "FFDA0008 01 0100 003F00";
    private const string End = "FFD9";

    [TestCase(Start + Frame + Scan + "12 FF00 34" + End, TestName = "Stuffed zeros")]
    [TestCase(Start + "FFFFFF" + "E00004 0102" + Frame + Scan + "12" + "FFFFFFD9", TestName = "Fill bytes before markers")]
    [TestCase(Start + Frame + "FFDD0004 0001" + Scan + "12 FFD0 34 FFD1 56 FFD2 78 FFD3 9A FFD4 BC FFD5 DE FFD6 F0 FFD7 12 FFD0 34" + End, TestName = "Restarts in order")]
    [TestCase(Start + Frame + Scan + "12" + "FFC40003 00" + "FFFE0004 4142" + Scan + "34" + End, TestName = "Tables between scans")]
    [TestCase(Start + Frame + Scan + "12" + End + Start + "FF01 00", TestName = "Anything behind the end")]
    [TestCase(Start + "FFC9000B 08 0003 0005 01 011100" + "FFCC0004 0000" + Scan + "12" + End, TestName = "Arithmetic coding")]
    public void A_legal_walk_passes(string hex) =>
        Assert.That(ImageInspector.Inspect(Bytes(hex)), Is.EqualTo(new ImageHeader(ImageFormat.Jpeg, 5, 3)));

    [TestCase(Start + Frame + Scan + "12 FF00 34", "truncated: ends before the end-of-image marker")]
    [TestCase(Start + Frame + Scan + "12 FF", "truncated: ends before the end-of-image marker")]
    [TestCase(Start + Frame + Scan + "12 FFAE 34" + End, "corrupt: the illegal marker FFAE before byte 28")]
    [TestCase(Start + Frame + Scan + "12" + Start + End, "corrupt: a second start-of-image marker before byte 28")]
    [TestCase(Start + "00" + Frame + Scan + "12" + End, "corrupt: no marker at byte 2")]
    [TestCase(Start + "FFE00001", "corrupt: segment FFE0 has length 1")]
    [TestCase(Start + "FFE0FFFF 00", "truncated: ends within segment FFE0")]
    [TestCase(Start + Frame + Scan + "12 FFD0 34" + End, "corrupt: restart markers are out of order, data between them is lost")]
    [TestCase(Start + Frame + "FFDD0004 0001" + Scan + "12 FFD0 34 FFD2 56" + End, "corrupt: restart markers are out of order, data between them is lost")]
    [TestCase(Start + ThreeComponents + Scan + "12" + End, "corrupt: some components have no scan")]
    [TestCase(Start + Frame + "FFDA0008 01 0700 003F00 12" + End, "corrupt: a scan of a component that the frame does not have")]
    [TestCase(Start + Scan + "12" + End, "corrupt: a scan before the frame header")]
    [TestCase(Start + Frame + Frame, "corrupt: two frame headers")]
    [TestCase(Start + End, "corrupt: no frame header")]
    [TestCase(Start + Frame + End, "corrupt: some components have no scan")]
    [TestCase(Start + "FFC1000B 0C 0003 0005 01 011100", "unsupported: 12-bit JPEG")]
    [TestCase(Start + "FFC0000B 08 0000 0005 01 011100", "unsupported: zero height in the frame header, left to a DNL marker")]
    [TestCase(Start + "FFC0000B 08 0003 0000 01 011100" + Scan + "12" + End, "zero width")]
    [TestCase(Start + "FFC0000E 08 0003 0005 02 011100 021100", "unsupported: JPEG of 2 components")]
    [TestCase(Start + "FFC0000B 08 0003 0005 03 011100", "corrupt: the frame header has a wrong length")]
    [TestCase(Start + "FFC5000B 08 0003 0005 01 011100", "unsupported: hierarchical or lossless arithmetic JPEG")]
    public void An_illegal_walk_names_its_reason(string hex, string reason) => ImageInspectorTests.Refuses(Bytes(hex), reason);

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
