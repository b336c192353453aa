using System.Buffers.Binary;

namespace Datastamp.Decoding.Formats;

public class TiffReaderTests
{
    // The hand-made file: little-endian, its first directory at 8, an entry of 12 bytes a field.
    private const int Width = 0, Bits = 2, Compression = 3, Photometric = 4, StripOffsets = 5, RowsPerStrip = 7, StripByteCounts = 8;

    [TestCase(Width, 0, "zero width")]
    [TestCase(Width, 6, "truncated: strip or tile 0 has 45 of 54 bytes")]
    [TestCase(Compression, 5, "corrupt: strip or tile 0 does not decompress")]
    [TestCase(Compression, 8, "corrupt: strip or tile 0 does not decompress")]
    [TestCase(Compression, 7, "corrupt: strip or tile 0 is no JPEG")]
    [TestCase(Compression, 50000, "unsupported: TIFF compression 50000")]
    [TestCase(Photometric, 8, "unsupported: TIFF of 3 samples of 8 bits, photometric interpretation 8")]
    [TestCase(Photometric, 6, "unsupported: TIFF of 3 samples of 8 bits, photometric interpretation 6")]
    [TestCase(StripOffsets, 129, "truncated: refers to data beyond its end")]
    [TestCase(RowsPerStrip, 0, "corrupt: illegal strip or tile size")]
    [TestCase(RowsPerStrip, 2, "corrupt: fewer strips or tiles than the image needs")]
    [TestCase(StripByteCounts, 44, "truncated: strip or tile 0 has 44 of 45 bytes")]
    [TestCase(StripByteCounts, 46, "truncated: refers to data beyond its end")]
    public void A_value_that_cannot_be_names_its_reason(int field, int value, string reason)
    {
        var file = TinyImages.Tiff;
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(Entry(field) + 8), (ushort)value);
        ImageInspectorTests.Refuses(file, reason);
    }

    [TestCase(Width, "corrupt: no width in the first directory")]
    [TestCase(Photometric, "corrupt: no photometric interpretation in the first directory")]
    [TestCase(StripByteCounts, "corrupt: no data lengths in the first directory")]
    public void A_missing_field_is_named(int field, string reason)
    {
        var file = TinyImages.Tiff;
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(Entry(field)), 60000);
        ImageInspectorTests.Refuses(file, reason);
    }

    [Test]
    public void A_field_that_stands_twice_is_refused()
    {
        var file = TinyImages.Tiff;
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(Entry(Compression)), 258);
        ImageInspectorTests.Refuses(file, "corrupt: a directory field stands twice");
    }

    [Test]
    public void A_palette_of_one_bit_is_refused_for_OpenCV_does_not_read_it()
    {
        var file = TinyImages.Tiff;
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(Entry(Photometric) + 8), 3);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(Entry(6) + 8), 1);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(Entry(Bits)), 60000);
        ImageInspectorTests.Refuses(file, "unsupported: TIFF of 1 samples of 1 bits, photometric interpretation 3");
    }

    [Test]
    public void A_count_that_would_exhaust_memory_is_refused()
    {
        var file = TinyImages.Tiff;
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(Entry(Bits) + 4), uint.MaxValue);
        ImageInspectorTests.Refuses(file, "truncated: refers to data beyond its end");
    }

    [Test]
    public void Damage_in_compressed_strips_is_found([Values("Lzw", "Deflate", "PackBits")] string kind)
    {
        var file = kind switch { "Lzw" => TinyImages.LzwTiff, "Deflate" => TinyImages.DeflateTiff, _ => TinyImages.PackBitsTiff };

        // The strip lies behind the header of eight bytes; 0xFF as its first byte starts no legal stream of any of the three.
        file.AsSpan(8, 12).Fill(0xFF);
        ImageInspectorTests.Refuses(file, "corrupt: strip or tile 0 does not decompress");
    }

    [Test]
    public void The_orientation_tag_is_read_and_taken_out_of_the_bytes_for_OpenCV()
    {
        var header = ImageInspector.Inspect(TinyImages.BigTiff);
        var plain = CanonicalForm.Of(TinyImages.BigTiff, header.Format)!;
        Assert.Multiple(() =>
        {
            Assert.That(header.Orientation, Is.EqualTo(6));
            Assert.That(ImageInspector.Inspect(plain).Orientation, Is.EqualTo(1));
            Assert.That(Differences(TinyImages.BigTiff, plain), Is.EqualTo(1));
        });
    }

    [Test]
    public void Unassociated_alpha_is_called_unspecified_so_that_libtiff_does_not_multiply_by_it()
    {
        var plain = CanonicalForm.Of(TinyImages.AlphaTiff, ImageFormat.Tiff)!;
        Assert.Multiple(() =>
        {
            Assert.That(ImageInspector.Inspect(TinyImages.AlphaTiff).Orientation, Is.EqualTo(3));
            Assert.That(Differences(TinyImages.AlphaTiff, plain), Is.EqualTo(2));
        });
    }

    [Test]
    public void A_plain_file_is_left_alone() => Assert.That(CanonicalForm.Of(TinyImages.Tiff, ImageFormat.Tiff), Is.Null);

    private static int Entry(int field) => 10 + (12 * field);

    private static int Differences(byte[] one, byte[] other) => one.Zip(other).Count(pair => pair.First != pair.Second);
}
