using System.Buffers.Binary;

namespace Datastamp.Decoding.Formats;

/// <summary>
/// A bare JPEG 2000 codestream in a JP2 container that names its colours, grey or sRGB. OpenCV takes a bare one for sRGB
/// always and then fails on grey.
/// </summary>
internal static class Jpeg2000Boxed
{
    private const int Sizes = 48, Components = 56, Depth = 58, Colors = 76;
    private const byte Srgb = 16, Grey = 17;

    private static ReadOnlySpan<byte> Boxes =>
    [
        0, 0, 0, 12, (byte)'j', (byte)'P', (byte)' ', (byte)' ', (byte)'\r', (byte)'\n', 0x87, (byte)'\n',
        0, 0, 0, 20, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'j', (byte)'p', (byte)'2', (byte)' ', 0, 0, 0, 0, (byte)'j', (byte)'p', (byte)'2', (byte)' ',
        0, 0, 0, 45, (byte)'j', (byte)'p', (byte)'2', (byte)'h',
        0, 0, 0, 22, (byte)'i', (byte)'h', (byte)'d', (byte)'r', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0,
        0, 0, 0, 15, (byte)'c', (byte)'o', (byte)'l', (byte)'r', 1, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, (byte)'j', (byte)'p', (byte)'2', (byte)'c',
    ];

    /// <returns>Null when the file has its container.</returns>
    public static byte[]? Of(ReadOnlySpan<byte> file)
    {
        if (!Jpeg2000Reader.IsCodestream(file))
        {
            return null;
        }

        var header = Jpeg2000Codestream.Read(file);
        var count = Jpeg2000Codestream.Components(file);
        byte[] boxed = [.. Boxes, .. file];
        BinaryPrimitives.WriteInt32BigEndian(boxed.AsSpan(Sizes), header.Height);
        BinaryPrimitives.WriteInt32BigEndian(boxed.AsSpan(Sizes + 4), header.Width);
        BinaryPrimitives.WriteUInt16BigEndian(boxed.AsSpan(Components), (ushort)count);
        boxed[Depth] = file[42];
        boxed[Colors] = count < 3 ? Grey : Srgb;
        return boxed;
    }
}
