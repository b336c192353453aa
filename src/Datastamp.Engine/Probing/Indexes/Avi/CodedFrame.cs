namespace Datastamp.Probing.Indexes.Avi;

/// <summary>Whether a frame can be decoded on its own, by its first bytes, where no index tells it.</summary>
internal static class CodedFrame
{
    private const int Looked = 64;

    /// <summary>False for codecs whose frames are not looked into.</summary>
    public static bool IsKey(VideoBytes bytes, string codec, long offset, long size)
    {
        var count = (int)Math.Min(Looked, Math.Min(size, bytes.Length - offset));
        if (count <= 0)
        {
            return false;
        }

        return codec switch
        {
            "mjpeg" or "rawvideo" or "huffyuv" or "ffvhuff" or "utvideo" or "lagarith" or "magicyuv" or "dvvideo" or "png"
                or "jpeg2000" or "cfhd" => true,
            "mpeg4" => IsMpeg4Key(bytes.Read(offset, count)),
            "h264" => IsAvcKey(bytes.Read(offset, count)),
            "vp8" => (bytes.Read(offset, 1)[0] & 1) == 0,
            "msmpeg4v2" or "msmpeg4v3" or "wmv1" => bytes.Read(offset, 1)[0] >> 6 == 0,
            _ => false,
        };
    }

    /// <summary>A sequence or visual object header, or a VOP whose coding type is 0 (ISO/IEC 14496-2, 6.2).</summary>
    private static bool IsMpeg4Key(ReadOnlySpan<byte> bytes) =>
        Unit(bytes) is [var code, .. var rest] && (code is 0xB0 or 0xB3 or 0xB5 or <= 0x2F || (code == 0xB6 && rest is [<= 0x3F, ..]));

    /// <summary>A parameter set or an IDR slice before any other slice, in a byte stream (ITU-T H.264, annex B).</summary>
    private static bool IsAvcKey(ReadOnlySpan<byte> bytes)
    {
        for (var unit = Unit(bytes); unit.Length > 0; unit = Unit(unit))
        {
            switch (unit[0] & 0x1F)
            {
                case 5 or 7:
                    return true;
                case >= 1 and <= 4:
                    return false;
            }
        }

        return false;
    }

    /// <summary>What follows the next start code (00 00 01).</summary>
    private static ReadOnlySpan<byte> Unit(ReadOnlySpan<byte> bytes)
    {
        var at = bytes.IndexOf([(byte)0, (byte)0, (byte)1]);
        return at < 0 ? [] : bytes[(at + 3)..];
    }
}
