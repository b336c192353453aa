using System.IO.Compression;

namespace Datastamp.Decoding.Formats;

/// <summary>
/// Proves that a compressed strip or tile yields all its bytes. OpenCV reads 8-bit TIFF through libtiff's RGBA interface,
/// which goes on after an error: damage would come out as black or as the last good pixels.
/// </summary>
internal static class TiffStrip
{
    private const ulong Lzw = 5, AdobeDeflate = 8, PackBits = 32773, Deflate = 32946;

    /// <summary>Whether <paramref name="data"/> yields at least <paramref name="needed"/> bytes without an error.</summary>
    /// <remarks>CCITT fax codes (2, 3, 4) are not held to anything: libtiff mends them by itself, and so does Pillow.</remarks>
    public static bool IsWhole(ulong compression, ReadOnlySpan<byte> data, long needed) => compression switch
    {
        Lzw => TiffLzw.Yields(data, needed),
        AdobeDeflate or Deflate => Inflates(data, needed),
        PackBits => Unpacks(data, needed),
        _ => !data.IsEmpty,
    };

    private static unsafe bool Inflates(ReadOnlySpan<byte> data, long needed)
    {
        if (data.IsEmpty)
        {
            return false;
        }

        Span<byte> buffer = stackalloc byte[16384];
        fixed (byte* start = data)
        {
            using var compressed = new UnmanagedMemoryStream(start, data.Length);
            using var inflated = new ZLibStream(compressed, CompressionMode.Decompress);
            try
            {
                // One byte beyond what is needed makes the checksum be read.
                for (var left = needed + 1; left > 0;)
                {
                    var read = inflated.Read(buffer[..(int)Math.Min(left, buffer.Length)]);
                    left -= read;
                    if (read == 0)
                    {
                        return left <= 1;
                    }
                }

                return true;
            }
            catch (Exception e) when (e is InvalidDataException or IOException)
            {
                return false;
            }
        }
    }

    private static bool Unpacks(ReadOnlySpan<byte> data, long needed)
    {
        while (needed > 0)
        {
            if (data.IsEmpty)
            {
                return false;
            }

            // 0–127: that many bytes and one more, as they are; 129–255: one byte, 257 − n times; 128: nothing.
            var count = data[0];
            var taken = count < 128 ? count + 2 : count == 128 ? 1 : 2;
            if (taken > data.Length)
            {
                return false;
            }

            needed -= count < 128 ? count + 1 : count == 128 ? 0 : 257 - count;
            data = data[taken..];
        }

        return true;
    }
}
