using Datastamp.Definitions;
using OpenCvSharp;

namespace Datastamp.Decoding;

/// <summary>Turns the pixels of a small picture into a small JPEG file.</summary>
internal static class JpegEncoder
{
    /// <summary>What the files are.</summary>
    public const string MediaType = "image/jpeg";

    /// <summary>A file that is longer is encoded again in the next quality, as long as there is one.</summary>
    public const int WantedBytes = 6 << 10;

    private static readonly int[] qualities = [80, 60, 40, 20];

    /// <summary>Encodes 8-bit pixels.</summary>
    /// <param name="samples">H×W×C, rows packed, in that colour order.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="color">The samples' colour order.</param>
    public static unsafe byte[] Encode(ReadOnlySpan<byte> samples, int width, int height, ColorOrder color)
    {
        _ = OpenCvLibrary.Identity;
        fixed (byte* first = samples)
        {
            using var given = Mat.FromPixelData(height, width, color == ColorOrder.Gray ? MatType.CV_8UC1 : MatType.CV_8UC3, (nint)first);
            using var pixels = color == ColorOrder.Rgb ? given.CvtColor(ColorConversionCodes.RGB2BGR) : given.Clone();
            return qualities.Select(quality => Encode(pixels, quality)).FirstOrDefault(file => file.Length <= WantedBytes) ?? Encode(pixels, qualities[^1]);
        }
    }

    private static byte[] Encode(Mat pixels, int quality)
    {
        Cv2.ImEncode(".jpg", pixels, out var file, new ImageEncodingParam(ImwriteFlags.JpegQuality, quality));
        return file;
    }
}
