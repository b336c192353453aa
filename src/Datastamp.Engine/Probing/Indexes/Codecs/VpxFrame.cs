namespace Datastamp.Probing.Indexes.Codecs;

/// <summary>
/// Beginnings of VP8 frames (RFC 6386, section 9.1) and VP9 frames (bitstream specification 0.6, section 6.2). Frames that are
/// made only to predict others ("alt-ref") stand in blocks of their own in VP8, and do not count as frames for a player.
/// </summary>
internal static class VpxFrame
{
    /// <summary>Bytes of a VP9 key frame that tell its depth.</summary>
    public const int Vp9HeaderLength = 6;

    /// <summary>Whether a VP8 frame with this first byte is shown.</summary>
    public static bool IsVp8Shown(byte first) => (first & 0x10) != 0;

    /// <summary>Whether a VP9 frame with this first byte is shown. In a superframe it is the first of several frames.</summary>
    public static bool IsVp9Shown(byte first)
    {
        // The header begins with two marker bits and two bits of the profile, and profile 3 has one bit more than others.
        var flags = Vp9Profile(first) == 3 ? first & 0x7 : (first >> 1) & 0x7;
        var showsExisting = (flags & 4) != 0;
        return showsExisting || (flags & 1) != 0;
    }

    /// <summary>Whether a VP9 block with this last byte is a superframe: several frames, of which the last is shown (annex B).</summary>
    public static bool IsVp9Superframe(byte last) => (last & 0xE0) == 0xC0;

    /// <summary>What a VP9 key frame's first bytes tell.</summary>
    public static PixelLayout Vp9Pixels(ReadOnlySpan<byte> header)
    {
        if (header.Length < Vp9HeaderLength || header[0] >> 6 != 2)
        {
            return default;
        }

        return Vp9Profile(header[0]) switch
        {
            0 => PixelFormats.Planar(1, 8),
            1 => new(Format: null, 8),
            2 when header[1..4] is [0x49, 0x83, 0x42] => PixelFormats.Planar(1, (header[4] & 0x80) == 0 ? 10 : 12),
            _ => default,
        };
    }

    private static int Vp9Profile(byte first) => ((first >> 5) & 1) | ((first >> 3) & 2);
}
