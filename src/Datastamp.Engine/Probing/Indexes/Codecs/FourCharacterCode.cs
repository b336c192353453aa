namespace Datastamp.Probing.Indexes.Codecs;

/// <summary>The four-character codes of RIFF files and of Windows bitmaps, first character in the lowest byte.</summary>
internal static class FourCharacterCode
{
    /// <summary>The characters, with a dot for each that cannot be printed.</summary>
    public static string Text(uint code) => string.Create(4, code, static (text, value) =>
    {
        for (var i = 0; i < text.Length; i++, value >>= 8)
        {
            var character = (char)(value & 0xFF);
            text[i] = character is >= ' ' and <= '~' ? character : '.';
        }
    });

    /// <summary>FFmpeg's name of the codec of a BITMAPINFOHEADER's compression, else its characters.</summary>
    public static string CodecName(uint code) => Known(code) ?? Text(code);

    /// <summary>FFmpeg's name of the codec, or null.</summary>
    public static string? Known(uint code) => Text(code).ToUpperInvariant() switch
    {
        // 0 (BI_RGB) and 3 (BI_BITFIELDS) are numbers and not characters.
        "...." when code is 0 or 3 => "rawvideo",
        "RAW " or "DIB " or "YUY2" or "UYVY" or "YV12" or "I420" or "IYUV" or "Y800" or "NV12" => "rawvideo",
        "XVID" or "DIVX" or "DX50" or "FMP4" or "MP4V" or "MP4S" or "M4S2" or "3IV2" or "3IVX" or "RMP4" or "SEDG" or "SMP4"
            or "XVIX" or "DXGM" or "FVFW" or "UMP4" or "WV1F" or "HDX4" or "DM4V" or "BLZ0" => "mpeg4",
        "H264" or "X264" or "AVC1" or "DAVC" or "VSSH" or "Q264" => "h264",
        "HEVC" or "H265" or "HVC1" or "HEV1" => "hevc",
        "AV01" => "av1",
        "VP80" => "vp8",
        "VP90" => "vp9",
        "VP30" or "VP31" => "vp3",
        "VP60" or "VP61" or "VP62" => "vp6",
        "VP6F" => "vp6f",
        "MJPG" or "JPEG" or "AVDJ" or "AVRN" or "DMB1" or "LJPG" or "MJPA" => "mjpeg",
        "MP43" or "DIV3" or "DIV4" or "DIV5" or "DIV6" or "MPG3" or "AP41" or "COL1" or "COL0" or "DVX3" => "msmpeg4v3",
        "MP42" or "DIV2" => "msmpeg4v2",
        "MPG4" or "MP41" => "msmpeg4v1",
        "WMV1" => "wmv1",
        "WMV2" => "wmv2",
        "WMV3" => "wmv3",
        "WVC1" => "vc1",
        "MPG1" or "MPEG" => "mpeg1video",
        "MPG2" => "mpeg2video",
        "H261" => "h261",
        "H263" or "U263" or "M263" or "X263" => "h263",
        "DVSD" or "DVHD" or "DVSL" or "DV25" or "DV50" => "dvvideo",
        "FLV1" or "S263" => "flv1",
        "FFV1" => "ffv1",
        "FFVH" => "ffvhuff",
        "HFYU" => "huffyuv",
        "LAGS" => "lagarith",
        "ULRG" or "ULRA" or "ULY0" or "ULY2" or "ULY4" or "ULH0" or "ULH2" or "ULH4" => "utvideo",
        "MAGY" or "M8RG" or "M8RA" or "M8Y0" or "M8Y2" or "M8Y4" => "magicyuv",
        "IV31" or "IV32" => "indeo3",
        "IV41" => "indeo4",
        "IV50" => "indeo5",
        "CVID" => "cinepak",
        "CRAM" or "MSVC" or "WHAM" => "msvideo1",
        "MRLE" => "msrle",
        "TSCC" => "tscc",
        "TSC2" => "tscc2",
        "ZMBV" => "zmbv",
        "SNOW" => "snow",
        "THEO" => "theora",
        "DRAC" => "dirac",
        "PNG1" or "MPNG" => "png",
        "MJ2C" or "LJ2K" or "LJ2C" => "jpeg2000",
        "CFHD" => "cfhd",
        _ => code is 1 or 2 ? "msrle" : null,
    };
}
