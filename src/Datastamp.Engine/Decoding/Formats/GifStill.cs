using System.Buffers.Binary;

namespace Datastamp.Decoding.Formats;

/// <summary>
/// The first frame of a GIF as a file of its own. OpenCV leaves the background colour under transparent pixels and
/// around a small frame, and refuses a background or pixel beyond the palette; Pillow takes the transparent colour, or
/// else colour 0, around the frame, shows transparent pixels in their palette colour, and goes on with greys where the
/// palette ends.
/// </summary>
internal static class GifStill
{
    private const int Colors = 256;

    public static byte[] Of(ReadOnlySpan<byte> file)
    {
        var frame = GifReader.FirstFrame(file, out _);
        var palette = file[frame.Colors];
        var codes = file[frame.Codes];
        var still = new byte[13 + (3 * Colors) + 10 + codes.Length + 1];
        var to = still.AsSpan();
        "GIF89a"u8.CopyTo(to);
        BinaryPrimitives.WriteUInt16LittleEndian(to[6..], checked((ushort)frame.ScreenWidth));
        BinaryPrimitives.WriteUInt16LittleEndian(to[8..], checked((ushort)frame.ScreenHeight));
        to[10] = 0xF7;
        to[11] = (byte)(frame.Transparent ?? 0);
        to = to[13..];
        palette.CopyTo(to);
        for (var i = palette.Length; i < 3 * Colors; i++)
        {
            to[i] = (byte)(i / 3);
        }

        to = to[(3 * Colors)..];
        to[0] = (byte)',';
        BinaryPrimitives.WriteUInt16LittleEndian(to[1..], (ushort)frame.Left);
        BinaryPrimitives.WriteUInt16LittleEndian(to[3..], (ushort)frame.Top);
        BinaryPrimitives.WriteUInt16LittleEndian(to[5..], (ushort)frame.Width);
        BinaryPrimitives.WriteUInt16LittleEndian(to[7..], (ushort)frame.Height);
        to[9] = frame.Interlaced ? (byte)0x40 : (byte)0;
        codes.CopyTo(to[10..]);
        to[^1] = (byte)';';
        return still;
    }
}
