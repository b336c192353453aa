namespace Datastamp.Decoding.Formats;

public class PngReaderTests
{
    [Test]
    public void Bytes_behind_the_end_do_not_matter() =>
        Assert.That(ImageInspector.Inspect([.. TinyImages.Png, 1, 2, 3]).Width, Is.EqualTo(5));

    [Test]
    public void A_wrong_checksum_names_its_chunk()
    {
        var file = TinyImages.Png;
        file[^20] ^= 1;
        ImageInspectorTests.Refuses(file, "corrupt: chunk IDAT has a wrong CRC");
    }

    // Header chunks with right checksums, from zlib.crc32 in Python.
    [TestCase("00000000000000030802000000327D99EB", "zero width")]
    [TestCase("0000000500000000080200000052C02001", "zero height")]
    [TestCase("00000005000000030302000000A38463BE", "corrupt: IHDR has illegal values")]
    [TestCase("0000000500000003080500000049836A16", "corrupt: IHDR has illegal values")]
    [TestCase("000000050000000308030000006CE835CA", "corrupt: no palette (PLTE) before the pixels")]
    [TestCase("00007530000075300802000000E9456FED", "corrupt: 54 bytes of IDAT cannot hold 30000×30000 pixels")]
    public void A_header_that_cannot_be_is_refused(string ihdr, string reason)
    {
        var file = TinyImages.Png;
        Convert.FromHexString(ihdr).CopyTo(file, 16);
        ImageInspectorTests.Refuses(file, reason);
    }

    [Test]
    public void A_chunk_that_is_no_chunk_is_refused()
    {
        var file = TinyImages.Png;
        file[37] = 7;
        ImageInspectorTests.Refuses(file, "corrupt: no chunk at byte 33");
    }

    [Test]
    public void Pixels_must_be_there()
    {
        var file = TinyImages.Png;
        ImageInspectorTests.Refuses([.. file[..33], .. file[^12..]], "corrupt: no pixels (IDAT)");
    }
}
