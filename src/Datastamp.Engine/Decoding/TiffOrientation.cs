using OpenCvSharp;

namespace Datastamp.Decoding;

/// <summary>
/// Turns a TIFF as its orientation tag says. OpenCV turns TIFFs whether asked or not, and some tiled ones wrongly, so it
/// is given files that say 1 (see <see cref="Formats.CanonicalForm"/>) and the turn is made here.
/// </summary>
internal static class TiffOrientation
{
    /// <summary>The image as a viewer shows it; disposes the given one where it is another.</summary>
    /// <param name="pixels">The pixels as coded.</param>
    /// <param name="orientation">The tag: 1–8, as EXIF defines it.</param>
    public static Mat Apply(Mat pixels, int orientation) => orientation switch
    {
        2 => Flipped(pixels, FlipMode.Y),
        3 => Flipped(pixels, FlipMode.XY),
        4 => Flipped(pixels, FlipMode.X),
        5 => Transposed(pixels),
        6 => Flipped(Transposed(pixels), FlipMode.Y),
        7 => Flipped(Transposed(pixels), FlipMode.XY),
        8 => Flipped(Transposed(pixels), FlipMode.X),
        _ => pixels,
    };

    private static Mat Flipped(Mat pixels, FlipMode mode)
    {
        using (pixels)
        {
            return pixels.Flip(mode);
        }
    }

    private static Mat Transposed(Mat pixels)
    {
        using (pixels)
        {
            var turned = new Mat();
            Cv2.Transpose(pixels, turned);
            return turned;
        }
    }
}
