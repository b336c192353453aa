using Datastamp.Definitions;
using OpenCvSharp;

namespace Datastamp.Decoding;

/// <summary>Makes small JPEGs, for people to look at.</summary>
internal static class PictureEncoder
{
    private const int Quality = 80;
    private const double FullScale8 = 255;
    private const double FullScale16 = 65535;

    /// <summary>A JPEG of an image, scaled down until its longer side fits; never scaled up.</summary>
    /// <param name="image">The image.</param>
    /// <param name="color">The order of its channels.</param>
    /// <param name="longSide">The longest side in pixels.</param>
    /// <param name="rotation">Degrees counterclockwise to turn it by, a multiple of 90; others are not applied.</param>
    /// <returns>The size in pixels, and the bytes.</returns>
    public static (int Width, int Height, byte[] Jpeg) Encode(DecodedImage image, ColorOrder color, int longSide, int rotation = 0)
    {
        using var small = Small(image.Pixels, longSide);
        using var turned = Turned(small, rotation);
        return Encode(turned, color);
    }

    /// <summary>A JPEG of 8-bit samples.</summary>
    /// <param name="samples">H×W×C, rows packed.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="color">The order of the channels.</param>
    public static unsafe (int Width, int Height, byte[] Jpeg) Encode(ReadOnlySpan<byte> samples, int width, int height, ColorOrder color)
    {
        fixed (byte* data = samples)
        {
            using var pixels = Mat.FromPixelData(height, width, color == ColorOrder.Gray ? MatType.CV_8UC1 : MatType.CV_8UC3, (nint)data);
            return Encode(pixels, color);
        }
    }

    private static (int Width, int Height, byte[] Jpeg) Encode(Mat pixels, ColorOrder color)
    {
        using var eight = new Mat();
        pixels.ConvertTo(eight, MatType.CV_8U, pixels.Depth() == MatType.CV_8U ? 1 : FullScale8 / FullScale16);
        if (color == ColorOrder.Rgb)
        {
            Cv2.CvtColor(eight, eight, ColorConversionCodes.RGB2BGR);
        }

        Cv2.ImEncode(".jpg", eight, out var jpeg, new ImageEncodingParam(ImwriteFlags.JpegQuality, Quality), new ImageEncodingParam(ImwriteFlags.JpegOptimize, 1));
        return (eight.Width, eight.Height, jpeg);
    }

    private static Mat Small(Mat pixels, int longSide)
    {
        var scale = Math.Min(1, (double)longSide / Math.Max(pixels.Width, pixels.Height));
        var size = new Size(Math.Max(1, (int)Math.Round(pixels.Width * scale)), Math.Max(1, (int)Math.Round(pixels.Height * scale)));
        var small = new Mat();
        Cv2.Resize(pixels, small, size, interpolation: InterpolationFlags.Area);
        return small;
    }

    private static Mat Turned(Mat pixels, int rotation)
    {
        var turned = new Mat();
        switch (((rotation % 360) + 360) % 360)
        {
            case 90:
                Cv2.Rotate(pixels, turned, RotateFlags.Rotate90Counterclockwise);
                break;
            case 180:
                Cv2.Rotate(pixels, turned, RotateFlags.Rotate180);
                break;
            case 270:
                Cv2.Rotate(pixels, turned, RotateFlags.Rotate90Clockwise);
                break;
            default:
                pixels.CopyTo(turned);
                break;
        }

        return turned;
    }
}
