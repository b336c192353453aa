using System.Buffers.Binary;

namespace Datastamp.Decoding.Formats;

/// <summary>The codestream of a JPEG 2000 image (ITU-T T.800 annex A).</summary>
internal static class Jpeg2000Codestream
{
    private const ushort StartOfTilePart = 0xFF90, EndOfCodestream = 0xFFD9;
    private const int TilePartHeader = 12;

    /// <summary>Walks main header and tile-parts to the end marker.</summary>
    public static ImageHeader Read(ReadOnlySpan<byte> codes)
    {
        if (!Jpeg2000Reader.IsCodestream(codes) || codes.Length < 42)
        {
            throw new BadImageException(codes.Length < 42 ? "truncated: ends within the codestream's header" : "corrupt: the codestream has no size marker");
        }

        var (header, tiles) = Size(codes[6..]);
        CheckComponents(codes);
        var at = 2;
        while (Marker(codes, at) is var marker && marker != StartOfTilePart)
        {
            if (marker is EndOfCodestream or < 0xFF00 || at + 4 > codes.Length)
            {
                throw new BadImageException("corrupt: no tile");
            }

            at += 2 + Math.Max((ushort)2, BinaryPrimitives.ReadUInt16BigEndian(codes[(at + 2)..]));
        }

        WalkTileParts(codes, at, tiles);
        return header;
    }

    /// <summary>How many components the size marker of a codestream that was read declares.</summary>
    public static int Components(ReadOnlySpan<byte> codes) => BinaryPrimitives.ReadUInt16BigEndian(codes[40..]);

    private static (ImageHeader Header, int Tiles) Size(ReadOnlySpan<byte> siz)
    {
        // Behind the segment's length and capabilities: size, offset, tile size, tile offset, components.
        Span<uint> fields = stackalloc uint[8];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = BinaryPrimitives.ReadUInt32BigEndian(siz[(2 + (4 * i))..]);
        }

        var width = (long)fields[0] - fields[2];
        var height = (long)fields[1] - fields[3];
        if (width <= 0 || height <= 0 || width > int.MaxValue || height > int.MaxValue)
        {
            throw new BadImageException(width == 0 ? "zero width" : height == 0 ? "zero height" : "corrupt: illegal size");
        }

        if (fields[4] == 0 || fields[5] == 0 || fields[6] > fields[2] || fields[7] > fields[3])
        {
            throw new BadImageException("corrupt: illegal tile size");
        }

        var across = Ceiling((long)fields[0] - fields[6], fields[4]);
        var down = Ceiling((long)fields[1] - fields[7], fields[5]);
        return across <= 65535 && down <= 65535 && across * down <= 65535
            ? (new ImageHeader(ImageFormat.Jpeg2000, (int)width, (int)height), (int)(across * down))
            : throw new BadImageException("corrupt: more than 65535 tiles");
    }

    private static void CheckComponents(ReadOnlySpan<byte> codes)
    {
        var count = Components(codes);
        if (count is 0 or > 4)
        {
            throw new BadImageException($"unsupported: JPEG 2000 of {count} components");
        }

        if (codes.Length < 42 + (3 * count))
        {
            throw new BadImageException("truncated: ends within the codestream's header");
        }

        for (var i = 0; i < count; i++)
        {
            // Precision less one with the sign in the high bit, then the subsampling across and down.
            var component = codes.Slice(42 + (3 * i), 3);
            if (component is not [7 or 15, 1, 1] || component[0] != codes[42])
            {
                throw new BadImageException("unsupported: JPEG 2000 components that are not all of 8 or all of 16 bits, unsigned, of full size");
            }
        }
    }

    private static void WalkTileParts(ReadOnlySpan<byte> codes, int at, int tiles)
    {
        var seen = new bool[tiles];
        var missing = tiles;
        while (Marker(codes, at) is var marker && marker != EndOfCodestream)
        {
            if (marker != StartOfTilePart || at + TilePartHeader > codes.Length)
            {
                throw new BadImageException(marker == StartOfTilePart ? "truncated: ends within a tile" : "corrupt: no tile where one must be");
            }

            var tile = BinaryPrimitives.ReadUInt16BigEndian(codes[(at + 4)..]);
            if (tile >= tiles)
            {
                throw new BadImageException("corrupt: a tile outside the image");
            }

            missing -= seen[tile] ? 0 : 1;
            seen[tile] = true;
            var length = BinaryPrimitives.ReadUInt32BigEndian(codes[(at + 6)..]);
            if (length == 0)
            {
                // The last tile-part, up to the end marker.
                length = (uint)(codes.Length - at - 2);
            }

            if (length < TilePartHeader + 2 || length > codes.Length - at)
            {
                throw new BadImageException(length < TilePartHeader + 2 ? "corrupt: a tile has an illegal length" : "truncated: ends within a tile");
            }

            at += (int)length;
        }

        if (missing > 0)
        {
            throw new BadImageException($"truncated: {missing} of {tiles} tiles are missing");
        }
    }

    private static ushort Marker(ReadOnlySpan<byte> codes, int at) =>
        at + 2 <= codes.Length ? BinaryPrimitives.ReadUInt16BigEndian(codes[at..]) : throw new BadImageException("truncated: ends before the end-of-codestream marker");

    private static long Ceiling(long dividend, uint divisor) => (dividend + divisor - 1) / divisor;
}
