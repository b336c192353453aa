using Datastamp.Videos;

namespace Datastamp.Probing.Indexes.Codecs;

/// <summary>What a codec's configuration record, as MP4 and Matroska hold it, tells of its frames.</summary>
/// <param name="Pixels">Format and depth; nulls where it does not tell.</param>
/// <param name="NalLengthSize">Bytes of the length before each unit of a frame; 0 for codecs without such.</param>
/// <param name="SampleAspect">Width of a pixel over its height; null where it does not tell.</param>
internal readonly record struct CodecConfiguration(PixelLayout Pixels, int NalLengthSize = 0, Rational? SampleAspect = null)
{
    /// <summary>Codecs whose frames are always alike.</summary>
    /// <param name="codec">FFmpeg's name.</param>
    public static CodecConfiguration Fixed(string codec) => codec switch
    {
        "mpeg4" or "vp8" or "mpeg1video" or "msmpeg4v1" or "msmpeg4v2" or "msmpeg4v3" or "wmv1" or "wmv2" or "h261" or "h263"
            or "vp3" => new(PixelFormats.Planar(1, 8)),
        _ => default,
    };

    /// <summary>H.264: AVCDecoderConfigurationRecord (ISO/IEC 14496-15, 5.3.3.1).</summary>
    public static CodecConfiguration Avc(ReadOnlySpan<byte> record)
    {
        if (record.Length < 7 || record[0] != 1)
        {
            return default;
        }

        var sequence = new H264Sequence(null, null, default);
        if ((record[5] & 0x1F) > 0 && record.Length > 8)
        {
            var length = (record[6] << 8) | record[7];
            sequence = length <= record.Length - 8 ? H264Sequence.Read(record.Slice(8, length)) : sequence;
        }

        return new(sequence.Pixels, (record[4] & 3) + 1, sequence.SampleAspect);
    }

    /// <summary>H.265: HEVCDecoderConfigurationRecord (ISO/IEC 14496-15, 8.3.3.1).</summary>
    public static CodecConfiguration Hevc(ReadOnlySpan<byte> record) => record.Length < 23 || record[0] > 1
        ? default
        : new(Planes(record[16] & 3, (record[17] & 7) + 8), (record[21] & 3) + 1);

    /// <summary>AV1: AV1CodecConfigurationRecord (AV1 Codec ISO Media File Format Binding, 2.3.3).</summary>
    public static CodecConfiguration Av1(ReadOnlySpan<byte> record)
    {
        if (record.Length < 4 || record[0] != 0x81)
        {
            return default;
        }

        var flags = record[2];
        var depth = (flags & 0x40) == 0 ? 8 : (flags & 0x20) == 0 ? 10 : 12;
        var isMonochrome = (flags & 0x10) != 0;
        var chroma = isMonochrome ? 0 : (flags & 0x08) == 0 ? 3 : (flags & 0x04) == 0 ? 2 : 1;
        return new(Planes(chroma, depth));
    }

    /// <summary>VP8 and VP9: VPCodecConfigurationRecord, behind version and flags (VP Codec ISO Media File Format Binding).</summary>
    public static CodecConfiguration Vp(ReadOnlySpan<byte> record) => record.Length < 3 ? default : Vp((record[2] >> 1) & 7, record[2] >> 4);

    /// <summary>VP9's CodecPrivate of WebM: features of an identifier, a length of 1 and a value; 3 is the depth and 4 the subsampling.</summary>
    public static CodecConfiguration Vp9Features(ReadOnlySpan<byte> features)
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

        return Vp(subsampling, depth);
    }

    private static CodecConfiguration Vp(int subsampling, int depth) =>
        new(Planes(subsampling switch { 0 or 1 => 1, 2 => 2, 3 => 3, _ => -1 }, depth));

    /// <summary>Of 4:4:4 only the depth: the planes may hold RGB, which these records do not tell.</summary>
    private static PixelLayout Planes(int chroma, int depth) => PixelFormats.Planar(chroma, depth) is var planes && chroma == 3 ? planes with { Format = null } : planes;
}
