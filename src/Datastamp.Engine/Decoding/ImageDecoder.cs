using Datastamp.Decoding.Formats;
using Datastamp.Definitions;
using OpenCvSharp;

namespace Datastamp.Decoding;

/// <summary>Turns the bytes of an image file into pixels. The only place that sees OpenCV's types.</summary>
public static class ImageDecoder
{
    // OpenCV's IMREAD_COLOR_RGB, which OpenCvSharp 4.13 does not name yet. OpenCV 4.13 heeds it rightly for JPEG, at no
    // cost; 16-bit TIFFs come out with wrong values.
    private const ImreadModes JpegInRgb = (ImreadModes)256;

    /// <summary>The decoder's identity, as locks record it. Loads the native library.</summary>
    /// <exception cref="Diagnostics.DiagnosticException">DS0301: it cannot be loaded on this machine.</exception>
    public static string Identity => OpenCvLibrary.Identity;

    /// <summary>
    /// Decodes the first frame of a whole, valid image. <see cref="Identity"/> comes first, once in a process: the library may not
    /// load without.
    /// </summary>
    /// <param name="file">The encoded bytes.</param>
    /// <param name="color">The colour order of the result.</param>
    /// <param name="orientation">Whether the EXIF orientation is applied.</param>
    /// <param name="maxPixels">Larger images are refused before memory is taken for them.</param>
    /// <returns>Pixels to be disposed of.</returns>
    /// <exception cref="MemoryShortException">Memory is too short for it.</exception>
    /// <exception cref="BadImageException">The bytes are no whole, valid image, or a kind that is not measured.</exception>
    public static DecodedImage Decode(ReadOnlySpan<byte> file, ColorOrder color, ExifOrientation orientation, long maxPixels)
    {
        var header = ImageInspector.Inspect(file);
        if ((long)header.Width * header.Height > maxPixels)
        {
            throw new BadImageException($"{header.Width}x{header.Height} pixels are more than the limit of {maxPixels}");
        }

        var pixels = DecodeSurely(CanonicalForm.Of(file, header.Format) ?? file, header, color, orientation);
        try
        {
            if (orientation == ExifOrientation.Apply)
            {
                pixels = TiffOrientation.Apply(pixels, header.Orientation);
            }

            return new DecodedImage(color == ColorOrder.Gray ? Luma.Of(pixels) : pixels);
        }
        catch
        {
            pixels.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The library tells of many files that memory was too short for what it tells of corrupt ones: nothing. Which would leave out
    /// an image that is as it should be. So a refusal counts where there was memory for a second one.
    /// </summary>
    private static Mat DecodeSurely(ReadOnlySpan<byte> file, ImageHeader header, ColorOrder color, ExifOrientation orientation)
    {
        try
        {
            return DecodeChecked(file, header, color, orientation);
        }
        catch (BadImageException e) when (e is not MemoryShortException)
        {
            return MemoryShortException.IsShortOf(header.Width, header.Height)
                ? throw new MemoryShortException(e)
                : DecodeChecked(file, header, color, orientation);
        }
    }

    private static Mat DecodeChecked(ReadOnlySpan<byte> file, ImageHeader header, ColorOrder color, ExifOrientation orientation)
    {
        var pixels = Decode(file, header.Format, color, orientation);
        try
        {
            Check(pixels, header, orientation);
            return pixels;
        }
        catch
        {
            pixels.Dispose();
            throw;
        }
    }

    private static Mat Decode(ReadOnlySpan<byte> file, ImageFormat format, ColorOrder color, ExifOrientation orientation)
    {
        var swap = color != ColorOrder.Bgr && format != ImageFormat.Jpeg;
        var flags = ImreadModes.AnyDepth | (color == ColorOrder.Bgr || swap ? ImreadModes.Color : JpegInRgb);
        if (orientation == ExifOrientation.Ignore)
        {
            flags |= ImreadModes.IgnoreOrientation;
        }

        try
        {
            var pixels = Cv2.ImDecode(file, flags);
            if (swap && !pixels.Empty())
            {
                Cv2.CvtColor(pixels, pixels, ColorConversionCodes.BGR2RGB);
            }

            return pixels;
        }
        catch (OpenCVException e) when (e.Status == ErrorCode.StsNoMem)
        {
            throw new MemoryShortException(e);
        }
        catch (OpenCVException e)
        {
            throw new BadImageException($"the decoder refuses it: {e.ErrMsg}", e);
        }
    }

    private static void Check(Mat pixels, ImageHeader header, ExifOrientation orientation)
    {
        if (pixels.Empty())
        {
            throw new BadImageException("corrupt: the decoder finds no image in it");
        }

        var asCoded = pixels.Width == header.Width && pixels.Height == header.Height;
        var turned = orientation == ExifOrientation.Apply && pixels.Width == header.Height && pixels.Height == header.Width;
        if (!asCoded && !turned)
        {
            throw new BadImageException($"corrupt: {header.Width}x{header.Height} pixels by its header, {pixels.Width}x{pixels.Height} decoded");
        }

        var depth = pixels.Depth();
        if (depth != MatType.CV_8U && depth != MatType.CV_16U)
        {
            throw new BadImageException($"{pixels.Type()} samples; 8-bit and 16-bit unsigned integers are measured");
        }

        if (pixels.Channels() != 3 || !pixels.IsContinuous())
        {
            throw new InvalidOperationException($"The decoder gave {pixels.Type()}, not three packed channels.");
        }
    }
}
