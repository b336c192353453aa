using System.Buffers.Binary;

namespace Datastamp.Decoding.Formats;

/// <summary>
/// A 16-bit bitmap as one of 24 bits. OpenCV shifts five and six bits up, so that white becomes 248; Pillow scales them
/// to 0–255 (value·255/31 or /63, rounded down).
/// </summary>
internal static class Bmp24
{
    private const int Headers = 54;

    /// <returns>Null when the bitmap has another depth.</returns>
    public static byte[]? Of(ReadOnlySpan<byte> file)
    {
        var bmp = BmpLayout.Read(file);
        if (bmp.Bits != 16)
        {
            return null;
        }

        var stride = ((3 * bmp.Width) + 3) & ~3;
        var bytes = new byte[checked(Headers + (stride * bmp.Height))];
        "BM"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(2), bytes.Length);
        bytes[10] = Headers;
        bytes[14] = 40;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(18), bmp.Width);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(22), bmp.TopDown ? -bmp.Height : bmp.Height);
        bytes[26] = 1;
        bytes[28] = 24;
        for (var y = 0; y < bmp.Height; y++)
        {
            Convert(file.Slice(bmp.Offset + (y * bmp.Stride), bmp.Stride), bytes.AsSpan(Headers + (y * stride), 3 * bmp.Width), bmp.IsSixBitGreen);
        }

        return bytes;
    }

    private static void Convert(ReadOnlySpan<byte> from, Span<byte> to, bool sixBitGreen)
    {
        for (var x = 0; x < to.Length / 3; x++)
        {
            int pixel = BinaryPrimitives.ReadUInt16LittleEndian(from[(2 * x)..]);
            to[3 * x] = (byte)((pixel & 31) * 255 / 31);
            to[(3 * x) + 1] = sixBitGreen ? (byte)(((pixel >> 5) & 63) * 255 / 63) : (byte)(((pixel >> 5) & 31) * 255 / 31);
            to[(3 * x) + 2] = (byte)(((pixel >> (sixBitGreen ? 11 : 10)) & 31) * 255 / 31);
        }
    }
}
