using OpenCvSharp;

namespace Datastamp.Decoding;

/// <summary>From a frame as OpenCV gives it, H×W×3 in B, G, R order, to 3×H×W in R, G, B order.</summary>
internal static class FramePlanes
{
    /// <summary>Writes the planes one behind the other, rows packed.</summary>
    /// <param name="frame">A frame of 8-bit samples in B, G, R order.</param>
    /// <param name="planes">3·H·W bytes.</param>
    /// <exception cref="ArgumentException">They are not as many.</exception>
    public static unsafe void Write(DecodedImage frame, Span<byte> planes)
    {
        var size = checked(frame.Width * frame.Height);
        if (planes.Length != 3L * size)
        {
            throw new ArgumentException($"A frame of {frame.Width}x{frame.Height} pixels has {3L * size} samples; there is room for {planes.Length}.", nameof(planes));
        }

        fixed (byte* first = planes)
        {
            using var red = Plane(frame, first);
            using var green = Plane(frame, first + size);
            using var blue = Plane(frame, first + size + size);
            Cv2.MixChannels([frame.Pixels], [red, green, blue], [2, 0, 1, 1, 0, 2]);
        }
    }

    private static unsafe Mat Plane(DecodedImage frame, byte* samples) =>
        Mat.FromPixelData(frame.Height, frame.Width, MatType.CV_8UC1, (nint)samples);
}
