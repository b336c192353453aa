using System.Globalization;

namespace Datastamp.Probing.Indexes.Codecs;

/// <summary>FFmpeg's names of pixel formats.</summary>
internal static class PixelFormats
{
    /// <summary>The name of planes of luma and chroma.</summary>
    /// <param name="chroma">0 without chroma, 1 for 4:2:0, 2 for 4:2:2, 3 for 4:4:4.</param>
    /// <param name="depth">Bits of a sample.</param>
    /// <param name="isFullRange">Whether FFmpeg's decoder tells the full range of values by the format.</param>
    /// <returns>Nulls where there is no such format.</returns>
    public static PixelLayout Planar(int chroma, int depth, bool isFullRange = false)
    {
        if (chroma is < 0 or > 3 || depth is < 8 or > 16)
        {
            return default;
        }

        var planes = chroma switch { 0 => "gray", 1 => "420p", 2 => "422p", _ => "444p" };
        var prefix = chroma == 0 ? string.Empty : isFullRange && depth == 8 ? "yuvj" : "yuv";
        var suffix = depth == 8 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"{depth}le");
        return new(prefix + planes + suffix, depth);
    }
}
