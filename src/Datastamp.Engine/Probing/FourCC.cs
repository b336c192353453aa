namespace Datastamp.Probing;

/// <summary>Codecs by the four-character codes of AVI and of FFmpeg's own tables.</summary>
internal static class FourCC
{
    private static readonly Dictionary<string, string> codecs = new(StringComparer.OrdinalIgnoreCase)
    {
        ["avc1"] = "h264", ["h264"] = "h264", ["x264"] = "h264",
        ["hevc"] = "hevc", ["hev1"] = "hevc", ["hvc1"] = "hevc", ["h265"] = "hevc",
        ["xvid"] = "mpeg4", ["divx"] = "mpeg4", ["dx50"] = "mpeg4", ["fmp4"] = "mpeg4", ["mp4v"] = "mpeg4",
        ["mjpg"] = "mjpeg", ["jpeg"] = "mjpeg",
        ["mpg1"] = "mpeg1video", ["mpg2"] = "mpeg2video", ["m2v1"] = "mpeg2video",
        ["vp80"] = "vp8", ["vp90"] = "vp9", ["av01"] = "av1", ["theo"] = "theora",
        ["flv1"] = "flv1", ["wmv1"] = "wmv1", ["wmv2"] = "wmv2", ["wmv3"] = "wmv3", ["wvc1"] = "vc1",
        ["div3"] = "msmpeg4v3", ["mp43"] = "msmpeg4v3", ["mp42"] = "msmpeg4v2", ["mpg4"] = "msmpeg4v1",
    };

    /// <summary>FFmpeg's name of the codec; the code itself, with what is not printable escaped, where there is none.</summary>
    public static string CodecOf(string code) => codecs.GetValueOrDefault(code) ?? Uri.EscapeDataString(code.TrimEnd('\0', ' ').ToLowerInvariant());
}
