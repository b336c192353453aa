namespace Datastamp.Decoding.Formats;

/// <summary>The first directory of a TIFF: its fields by tag, every value within the file.</summary>
internal sealed class TiffDirectory
{
    public const int ImageWidth = 256, ImageLength = 257, BitsPerSample = 258, Compression = 259, Photometric = 262, FillOrder = 266,
        StripOffsets = 273, Orientation = 274, SamplesPerPixel = 277, RowsPerStrip = 278, StripByteCounts = 279,
        PlanarConfiguration = 284, ColorMap = 320, TileWidth = 322, TileLength = 323, TileOffsets = 324, TileByteCounts = 325,
        ExtraSamples = 338, SampleFormat = 339;

    private readonly Dictionary<int, TiffField> fields = [];

    /// <summary>Reads the directory that the header points to.</summary>
    public static TiffDirectory Read(in TiffBytes file)
    {
        var wide = file.IsBig ? 8 : 4;
        if (file.IsBig && (file.UInt(4, 2) != 8 || file.UInt(6, 2) != 0))
        {
            throw new BadImageException("corrupt: the BigTIFF header has illegal values");
        }

        var at = file.UInt(file.IsBig ? 8u : 4u, wide);
        var countSize = file.IsBig ? 8 : 2;
        var entrySize = (ulong)(4 + (2 * wide));
        var count = file.UInt(at, countSize);
        if (at < 8 || count == 0)
        {
            throw new BadImageException("corrupt: the first directory is empty");
        }

        at += (ulong)countSize;
        if (count > (ulong)file.Length / entrySize)
        {
            throw new BadImageException("truncated: ends within the first directory");
        }

        // With the offset of the next directory, which closes this one.
        file.Require(at, (count * entrySize) + (ulong)wide);
        var directory = new TiffDirectory();
        for (; count > 0; count--, at += entrySize)
        {
            directory.Add(file, at, wide);
        }

        return directory;
    }

    public TiffField? Find(int tag) => fields.TryGetValue(tag, out var field) ? field : null;

    public TiffField Get(int tag, string name) =>
        Find(tag) ?? throw new BadImageException($"corrupt: no {name} in the first directory");

    /// <summary>A number, or <paramref name="otherwise"/> where the field is absent.</summary>
    public ulong Value(in TiffBytes file, int tag, ulong otherwise) => Find(tag)?.Value(file) ?? otherwise;

    private void Add(in TiffBytes file, ulong at, int wide)
    {
        var type = (int)file.UInt(at + 2, 2);
        var count = file.UInt(at + 4, wide);
        var size = (ulong)TiffField.SizeOf(type);
        if (size == 0)
        {
            return;
        }

        if (count > (ulong)file.Length)
        {
            throw new BadImageException("truncated: refers to data beyond its end");
        }

        at += 4 + (ulong)wide;
        var start = size * count <= (ulong)wide ? at : file.UInt(at, wide);
        file.Require(start, size * count);
        if (!fields.TryAdd((int)file.UInt(at - 4 - (ulong)wide, 2), new TiffField(type, count, start)))
        {
            throw new BadImageException("corrupt: a directory field stands twice");
        }
    }
}
