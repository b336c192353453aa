namespace Datastamp.Probing.Indexes.Mp4;

/// <summary>FFmpeg's names of codecs by the four characters of their sample entries.</summary>
internal static class CodecName
{
    /// <summary>FFmpeg's name, else the four characters.</summary>
    public static string Of(string fourCharacters) => fourCharacters switch
    {
        "avc1" or "avc2" or "avc3" or "avc4" or "AVin" or "aivx" or "xalg" or "avlg" or "dva1" or "dvav" or "rv64" => "h264",
        ['a', 'i', '1' or '5', 'p' or 'q' or '2' or '3' or '5' or '6'] => "h264",
        "hvc1" or "hev1" or "dvh1" or "dvhe" => "hevc",
        "vvc1" or "vvi1" => "vvc",
        "vp08" => "vp8",
        "vp09" => "vp9",
        "av01" => "av1",
        "mp4v" or "DIVX" or "XVID" or "3IV2" or "FMP4" => "mpeg4",
        "h263" or "s263" or "H263" => "h263",
        "jpeg" or "mjpa" or "AVDJ" or "AVRn" or "dmb1" or "MJPG" => "mjpeg",
        "mjpb" => "mjpegb",
        "apch" or "apcn" or "apcs" or "apco" or "ap4h" or "ap4x" => "prores",
        "mjp2" => "jpeg2000",
        "AVdn" or "AVdh" => "dnxhd",
        "png " or "MNG " => "png",
        "rle " => "qtrle",
        "raw " or "yuv2" or "2vuy" or "yuvs" or "24BG" or "BGRA" or "RGBA" or "ABGR" or "b16g" or "b48r" or "b64a" => "rawvideo",
        "v210" or "bxy2" => "v210",
        "v308" => "v308",
        "v408" => "v408",
        "v410" => "v410",
        "SVQ1" or "svq1" or "svqi" => "svq1",
        "SVQ3" => "svq3",
        "cvid" => "cinepak",
        "rpza" => "rpza",
        "smc " => "smc",
        "tiff" => "tiff",
        "gif " => "gif",
        "tga " => "targa",
        "vc-1" => "vc1",
        "icod" => "aic",
        "CFHD" => "cfhd",
        "drac" => "dirac",
        "pxlt" => "pixlet",
        "m1v " or "m1v1" or "mpeg" or "mp1v" => "mpeg1video",
        "m2v1" or "mp2v" or "AVmp" => "mpeg2video",
        ['h', 'd', 'v', (>= '1' and <= '9') or 'a'] => "mpeg2video",
        ['m', 'x', '3' or '4' or '5', 'n' or 'p'] => "mpeg2video",
        ['x', 'd', '5' or 'v' or 'h', (>= '1' and <= '9') or (>= 'a' and <= 'f')] => "mpeg2video",
        "AVdv" or "AVd1" => "dvvideo",
        ['d', 'v', 'c' or 'l' or 'p' or '5' or 'h', 'p' or ' ' or 'n' or 'q' or (>= '1' and <= '6')] => "dvvideo",
        ['H', 'a', 'p', '1' or '5' or 'Y' or 'A' or 'M'] => "hap",
        _ => fourCharacters,
    };

    /// <summary>FFmpeg's name by the objectTypeIndication of an esds box (the registry of ISO/IEC 14496-1); null for others.</summary>
    public static string? OfObjectType(int indication) => indication switch
    {
        0x20 => "mpeg4",
        0x21 => "h264",
        0x23 => "hevc",
        0x33 => "vvc",
        >= 0x60 and <= 0x65 => "mpeg2video",
        0x6A => "mpeg1video",
        0x6C => "mjpeg",
        0x6D => "png",
        0x6E => "jpeg2000",
        0xA3 => "vc1",
        0xA4 => "dirac",
        0xB1 => "vp9",
        _ => null,
    };
}
