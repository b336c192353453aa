using System.Buffers.Binary;

namespace Datastamp.Probing.Indexes;

/// <summary>
/// Codecs' configuration records, as MP4 and Matroska hold them. Formats are FFmpeg's, but <c>yuv420p</c> and not
/// <c>yuvj420p</c> for full-range samples: the layout is the same. Of 4:4:4 only the depth is told, as the planes may hold
/// RGB. Records that are damaged, too short or of an unknown version tell nothing.
/// </summary>
internal static class CodecRecords
{
    private const int Gray = 0, Yuv420 = 1, Yuv422 = 2, Yuv444 = 3;

    /// <summary>Codecs whose frames are always alike.</summary>
    /// <param name="codec">FFmpeg's name.</param>
    public static PixelLayout Fixed(string codec) => codec switch
    {
        "mpeg4" or "vp8" or "mpeg1video" or "msmpeg4v1" or "msmpeg4v2" or "msmpeg4v3" or "wmv1" or "wmv2" or "h261" or "h263"
            or "vp3" => Layout(Yuv420, 8),
        _ => default,
    };

    /// <summary>An AVCDecoderConfigurationRecord (ISO/IEC 14496-15, 5.3.3.1.2), by its first sequence parameter set.</summary>
    public static PixelLayout Avc(ReadOnlySpan<byte> record)
    {
        if (record.Length < 9 || record[0] != 1 || (record[5] & 0x1F) == 0)
        {
            return default;
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(record[6..]);
        return length <= record.Length - 8 ? AvcSequence(record.Slice(8, length)) : default;
    }

    /// <summary>1, 2 or 4; 0 where the record does not tell.</summary>
    public static int AvcLengthSize(ReadOnlySpan<byte> record) => record.Length >= 7 && record[0] == 1 ? LengthSize(record[4]) : 0;

    /// <summary>An HEVCDecoderConfigurationRecord (ISO/IEC 14496-15, 8.3.3.1.2).</summary>
    public static PixelLayout Hevc(ReadOnlySpan<byte> record) =>
        IsHevc(record) ? Layout(record[16] & 3, 8 + (record[17] & 7)) : default;

    /// <summary>1, 2 or 4; 0 where the record does not tell.</summary>
    public static int HevcLengthSize(ReadOnlySpan<byte> record) => IsHevc(record) ? LengthSize(record[21]) : 0;

    /// <summary>An AV1CodecConfigurationRecord (AV1 codec ISO media file format binding, 2.3).</summary>
    public static PixelLayout Av1(ReadOnlySpan<byte> record)
    {
        if (record.Length < 4 || record[0] != 0x81)
        {
            return default;
        }

        var flags = record[2];
        var depth = (flags & 0x40) == 0 ? 8 : (flags & 0x20) == 0 ? 10 : 12;
        return Layout((flags & 0x1C) switch { 0x0C => Yuv420, 0x08 => Yuv422, 0x00 => Yuv444, 0x1C => Gray, _ => -1 }, depth);
    }

    /// <summary>The body of a VPCodecConfigurationBox (VP codec ISO media file format binding), behind version and flags.</summary>
    public static PixelLayout Vp9(ReadOnlySpan<byte> record) =>
        record.Length < 3 ? default : Vp9(record[2] >> 4, (record[2] >> 1) & 7);

    /// <summary>VP9's CodecPrivate of WebM: features of an identifier, a length of 1 and a value; 3 is the depth and 4 the subsampling.</summary>
    public static PixelLayout Vp9Features(ReadOnlySpan<byte> features)
    {
        int depth = 0, subsampling = -1;
        for (; features.Length >= 3 && features[1] == 1; features = features[3..])
        {
            (depth, subsampling) = features[0] switch
            {
                3 => (features[2], subsampling),
                4 => (depth, features[2]),
                _ => (depth, subsampling),
            };
        }

        return Vp9(depth, subsampling);
    }

    /// <summary>FFmpeg's name of samples in planes.</summary>
    /// <param name="chroma">As H.264, H.265 and H.266 number it: 0 gray, 1 4:2:0, 2 4:2:2, 3 4:4:4.</param>
    /// <param name="depth">Bits of a sample.</param>
    public static PixelLayout Layout(int chroma, int depth)
    {
        if (depth is not (8 or 9 or 10 or 12 or 14 or 16))
        {
            return default;
        }

        var planes = chroma switch { Gray => "gray", Yuv420 => "yuv420p", Yuv422 => "yuv422p", _ => null };
        var suffix = depth == 8 ? string.Empty : FormattableString.Invariant($"{depth}le");
        return new PixelLayout(planes is null ? null : planes + suffix, depth);
    }

    private static PixelLayout Vp9(int depth, int subsampling) =>
        Layout(subsampling switch { 0 or 1 => Yuv420, 2 => Yuv422, 3 => Yuv444, _ => -1 }, depth);

    private static bool IsHevc(ReadOnlySpan<byte> record) => record.Length >= 23 && record[0] <= 1;

    private static int LengthSize(byte flags) => (flags & 3) is var less && less == 2 ? 0 : less + 1;

    /// <summary>The beginning of a sequence parameter set (ITU-T H.264, 7.3.2.1.1), unit header included. FFmpeg decodes its gray as 4:2:0.</summary>
    private static PixelLayout AvcSequence(ReadOnlySpan<byte> unit)
    {
        if (unit.Length < 5)
        {
            return default;
        }

        if (unit[1] is not (100 or 110 or 122 or 244 or 44 or 83 or 86 or 118 or 128 or 138 or 139 or 134 or 135))
        {
            return Layout(Yuv420, 8);
        }

        var bits = new GolombReader(unit[4..]);
        _ = bits.Read();
        var chroma = bits.Read();
        if (chroma == Yuv444)
        {
            bits.Skip(1);
        }

        var depth = 8 + bits.Read();
        return bits.IsValid && chroma <= Yuv444 ? Layout(chroma == Gray ? -1 : chroma, depth) : default;
    }
}
