using System.Buffers.Binary;
using Datastamp.Probing.Indexes.Codecs;

namespace Datastamp.Probing.Indexes.Matroska;

/// <summary>FFmpeg's names of Matroska's codec identifiers (RFC 9559, section 5.1.4.1.22, and the codec registry).</summary>
internal static class MatroskaCodec
{
    private const int BitmapCompressionAt = 16;

    public static string Name(MatroskaTrack track) => track.CodecId switch
    {
        "V_MPEG4/ISO/AVC" => "h264",
        "V_MPEGH/ISO/HEVC" => "hevc",
        "V_MPEGI/ISO/VVC" => "vvc",
        "V_AV1" => "av1",
        "V_VP8" => "vp8",
        "V_VP9" => "vp9",
        "V_MPEG4/MS/V3" => "msmpeg4v3",
        "V_MJPEG" => "mjpeg",
        "V_MPEG1" => "mpeg1video",
        "V_MPEG2" => "mpeg2video",
        "V_THEORA" => "theora",
        "V_PRORES" => "prores",
        "V_FFV1" => "ffv1",
        "V_DIRAC" => "dirac",
        "V_SNOW" => "snow",
        "V_UNCOMPRESSED" => "rawvideo",
        "V_REAL/RV10" => "rv10",
        "V_REAL/RV20" => "rv20",
        "V_REAL/RV30" => "rv30",
        "V_REAL/RV40" => "rv40",
        "V_MS/VFW/FOURCC" => FourCharacterCode(track.Private, BitmapCompressionAt) ?? track.CodecId,
        "V_QUICKTIME" => FourCharacterCode(track.Private, 4) ?? track.CodecId,
        _ => track.CodecId.StartsWith("V_MPEG4/ISO/", StringComparison.Ordinal) ? "mpeg4" : track.CodecId,
    };

    /// <summary>What the codec's configuration tells of its frames; no lengths of units where frames are not stored as they are.</summary>
    public static CodecConfiguration Configuration(MatroskaTrack track)
    {
        var configuration = track.CodecId switch
        {
            "V_MPEG4/ISO/AVC" => CodecConfiguration.Avc(track.Private),
            "V_MPEGH/ISO/HEVC" => CodecConfiguration.Hevc(track.Private),
            "V_AV1" => CodecConfiguration.Av1(track.Private),
            "V_VP9" => CodecConfiguration.Vp9Features(track.Private),
            _ => CodecConfiguration.Fixed(Name(track)),
        };
        return track.Encoding.ChangesFrames ? configuration with { NalLengthSize = 0 } : configuration;
    }

    private static string? FourCharacterCode(ReadOnlySpan<byte> configuration, int at) =>
        configuration.Length < at + sizeof(uint)
            ? null
            : Codecs.FourCharacterCode.CodecName(BinaryPrimitives.ReadUInt32LittleEndian(configuration[at..]));
}
