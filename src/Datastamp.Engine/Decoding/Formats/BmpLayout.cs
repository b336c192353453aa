using System.Buffers.Binary;

namespace Datastamp.Decoding.Formats;

/// <summary>What the headers of a bitmap declare, checked.</summary>
internal readonly record struct BmpLayout
{
    private const uint Raw = 0, RunLength8 = 1, RunLength4 = 2, BitFields = 3;

    public int Width { get; private init; }

    public int Height { get; private init; }

    /// <summary>The first row in the file is the top one.</summary>
    public bool TopDown { get; private init; }

    public int Bits { get; private init; }

    public bool IsRunLength { get; private init; }

    /// <summary>16 bits a pixel as 5-6-5 rather than 5-5-5.</summary>
    public bool IsSixBitGreen { get; private init; }

    /// <summary>Palette colours; 0 above 8 bits.</summary>
    public int Colors { get; private init; }

    /// <summary>Where the pixels begin.</summary>
    public int Offset { get; private init; }

    /// <summary>Bytes a row, padded to four.</summary>
    public int Stride => checked((int)((((long)Width * Bits) + 31) / 32 * 4));

    public static BmpLayout Read(ReadOnlySpan<byte> file)
    {
        Require(file, 18);
        var size = BinaryPrimitives.ReadUInt32LittleEndian(file[14..]);
        if (size is not (12 or 40 or 52 or 56 or 64 or 108 or 124))
        {
            throw new BadImageException($"corrupt or unsupported: bitmap header of {size} bytes");
        }

        Require(file, 14 + (int)size);
        var isCore = size == 12;
        long width = isCore ? BinaryPrimitives.ReadUInt16LittleEndian(file[18..]) : BinaryPrimitives.ReadInt32LittleEndian(file[18..]);
        long height = isCore ? BinaryPrimitives.ReadUInt16LittleEndian(file[20..]) : BinaryPrimitives.ReadInt32LittleEndian(file[22..]);
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(file[(isCore ? 24 : 28)..]);
        var compression = isCore ? Raw : BinaryPrimitives.ReadUInt32LittleEndian(file[30..]);
        if (width <= 0 || width > int.MaxValue / 4 || height == 0 || height < -int.MaxValue)
        {
            throw new BadImageException(width == 0 ? "zero width" : height == 0 ? "zero height" : "corrupt: illegal size");
        }

        RequireSupported(bits, compression, height < 0);
        var colors = PaletteColors(file, isCore, bits);
        var end = 14 + (int)size + (colors * (isCore ? 3 : 4)) + (compression == BitFields && size == 40 ? 12 : 0);
        Require(file, end);
        var offset = BinaryPrimitives.ReadUInt32LittleEndian(file[10..]);
        if (offset < end)
        {
            throw new BadImageException("corrupt: the pixels overlap the headers");
        }

        Require(file, offset);
        return new BmpLayout
        {
            Width = (int)width,
            Height = (int)Math.Abs(height),
            TopDown = height < 0,
            Bits = bits,
            IsRunLength = compression is RunLength8 or RunLength4,
            IsSixBitGreen = compression == BitFields && HasSixBitGreen(file[54..66], bits),
            Colors = colors,
            Offset = (int)offset,
        };
    }

    private static void RequireSupported(int bits, uint compression, bool topDown)
    {
        var supported = compression switch
        {
            Raw => bits is 1 or 4 or 8 or 16 or 24 or 32,
            RunLength8 => bits == 8 && !topDown,
            RunLength4 => bits == 4 && !topDown,
            BitFields => bits is 16 or 32,
            _ => false,
        };
        if (!supported)
        {
            throw new BadImageException($"unsupported: bitmap of {bits} bits with compression {compression}");
        }
    }

    private static int PaletteColors(ReadOnlySpan<byte> file, bool isCore, int bits)
    {
        if (bits > 8)
        {
            return 0;
        }

        // The oldest header does not count its colours; a palette cut short by the pixels is all there is.
        var colors = isCore
            ? (uint)Math.Clamp((BinaryPrimitives.ReadUInt32LittleEndian(file[10..]) - 26L) / 3, 0, 1 << bits)
            : BinaryPrimitives.ReadUInt32LittleEndian(file[46..]);
        if (colors > 256)
        {
            throw new BadImageException("corrupt: a palette of more than 256 colours");
        }

        return colors == 0 ? 1 << bits : (int)colors;
    }

    private static bool HasSixBitGreen(ReadOnlySpan<byte> masks, int bits)
    {
        var red = BinaryPrimitives.ReadUInt32LittleEndian(masks);
        var green = BinaryPrimitives.ReadUInt32LittleEndian(masks[4..]);
        var blue = BinaryPrimitives.ReadUInt32LittleEndian(masks[8..]);
        return (bits, red, green, blue) switch
        {
            (16, 0xF800, 0x7E0, 0x1F) => true,
            (16, 0x7C00, 0x3E0, 0x1F) or (32, 0xFF0000, 0xFF00, 0xFF) => false,
            _ => throw new BadImageException("unsupported: bitmap with unusual colour masks"),
        };
    }

    private static void Require(ReadOnlySpan<byte> file, long length)
    {
        if (file.Length < length)
        {
            throw new BadImageException("truncated: ends within the headers");
        }
    }
}
