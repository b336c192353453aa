using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;

namespace Datastamp.Decoding.Formats;

/// <summary>
/// Walks a PNG from chunk to chunk up to IEND (W3C PNG, third edition). A wrong checksum is damage wherever it stands:
/// Pillow holds chunks before the pixels to it as well, libpng the pixels.
/// </summary>
internal static class PngReader
{
    // Deflate codes at most 258 bytes in two bits.
    private const long MaxDeflateRatio = 1032;

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    /// <inheritdoc cref="ImageInspector.Inspect"/>
    public static ImageHeader Read(ReadOnlySpan<byte> file)
    {
        var at = Signature.Length;
        var first = Next(file, ref at);
        var ihdr = first.Data;
        if (!first.Is("IHDR"u8) || ihdr.Length != 13)
        {
            throw new BadImageException("corrupt: does not begin with an IHDR chunk of 13 bytes");
        }

        var (width, height, rowBits) = Layout(ihdr);
        var needsPalette = ihdr[9] == 3;
        long data = 0;
        var ended = false;
        while (true)
        {
            var chunk = Next(file, ref at);
            if (chunk.Is("IDAT"u8))
            {
                if (ended)
                {
                    throw new BadImageException("corrupt: IDAT chunks are not consecutive");
                }

                if (needsPalette)
                {
                    throw new BadImageException("corrupt: no palette (PLTE) before the pixels");
                }

                data += chunk.Data.Length;
                continue;
            }

            ended = data > 0;
            if (chunk.Is("IEND"u8))
            {
                break;
            }

            if (chunk.Is("PLTE"u8))
            {
                needsPalette = chunk.Data.Length is 0 or > 768 || chunk.Data.Length % 3 != 0
                    ? throw new BadImageException("corrupt: the palette (PLTE) has a wrong length")
                    : false;
            }
            else if (chunk.IsCritical)
            {
                throw new BadImageException($"corrupt: the critical chunk {chunk.Name} is unknown or misplaced");
            }
        }

        if (data == 0)
        {
            throw new BadImageException("corrupt: no pixels (IDAT)");
        }

        // Before anything is allocated for what a tiny file claims to hold.
        return data * MaxDeflateRatio < height * ((rowBits + 7) / 8)
            ? throw new BadImageException(string.Create(CultureInfo.InvariantCulture, $"corrupt: {data} bytes of IDAT cannot hold {width}×{height} pixels"))
            : new ImageHeader(ImageFormat.Png, width, height);
    }

    /// <summary>The chunk at <paramref name="at"/>, whole and with its checksum proved.</summary>
    /// <exception cref="BadImageException">Truncated or corrupt.</exception>
    public static PngChunk Next(ReadOnlySpan<byte> file, ref int at)
    {
        var rest = file[at..];
        if (rest.Length < 8)
        {
            throw new BadImageException("truncated: ends before the IEND chunk");
        }

        var type = rest.Slice(4, 4);
        foreach (var letter in type)
        {
            if (!char.IsAsciiLetter((char)letter))
            {
                throw new BadImageException(string.Create(CultureInfo.InvariantCulture, $"corrupt: no chunk at byte {at}"));
            }
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        var chunk = new PngChunk(type, default);
        if (length > rest.Length - 12)
        {
            throw new BadImageException($"truncated: ends within chunk {chunk.Name}");
        }

        var end = 8 + (int)length;
        if (Crc32.HashToUInt32(rest[4..end]) != BinaryPrimitives.ReadUInt32BigEndian(rest[end..]))
        {
            throw new BadImageException($"corrupt: chunk {chunk.Name} has a wrong CRC");
        }

        at += end + 4;
        return new PngChunk(type, rest[8..end]);
    }

    private static (int Width, int Height, long RowBits) Layout(ReadOnlySpan<byte> ihdr)
    {
        var width = BinaryPrimitives.ReadInt32BigEndian(ihdr);
        var height = BinaryPrimitives.ReadInt32BigEndian(ihdr[4..]);
        var depth = ihdr[8];
        var channels = ihdr[9] switch { 0 or 3 => 1, 2 => 3, 4 => 2, 6 => 4, _ => 0 };
        var legalDepth = ihdr[9] switch
        {
            0 => depth is 1 or 2 or 4 or 8 or 16,
            3 => depth is 1 or 2 or 4 or 8,
            _ => depth is 8 or 16,
        };
        if (channels == 0 || !legalDepth || ihdr[10] != 0 || ihdr[11] != 0 || ihdr[12] > 1)
        {
            throw new BadImageException("corrupt: IHDR has illegal values");
        }

        if (width <= 0 || height <= 0)
        {
            throw new BadImageException(width == 0 ? "zero width" : height == 0 ? "zero height" : "corrupt: IHDR has illegal values");
        }

        return (width, height, (long)width * channels * depth);
    }
}
