using System.Globalization;

namespace Datastamp.Decoding.Formats;

/// <summary>
/// Tells whether bytes are a whole, valid image, and of what size, before a decoder sees them. Decoders are more
/// forgiving: they fill what a truncated file lacks with grey or black, and allocate whatever a header claims.
/// </summary>
public static class ImageInspector
{
    // OpenCV's own limits (CV_IO_MAX_IMAGE_WIDTH, _HEIGHT, _PIXELS).
    private const int MaxSide = 1 << 20;
    private const long MaxPixels = 1L << 30;

    private delegate ImageHeader Reader(ReadOnlySpan<byte> file);

    /// <summary>Reads the header and walks the structure to its end. No pixel is decoded.</summary>
    /// <param name="file">The whole file.</param>
    /// <returns>Format, by signature, and coded size in pixels.</returns>
    /// <exception cref="BadImageException">The file is not a whole, valid image of a format that Datastamp reads.</exception>
    public static ImageHeader Inspect(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty)
        {
            throw new BadImageException("empty file");
        }

        var header = ReaderFor(file)(file);
        if (header.Width <= 0)
        {
            throw new BadImageException("zero width");
        }

        if (header.Height <= 0)
        {
            throw new BadImageException("zero height");
        }

        if (header.Width > MaxSide || header.Height > MaxSide || (long)header.Width * header.Height > MaxPixels)
        {
            throw new BadImageException(string.Create(
                CultureInfo.InvariantCulture, $"too large: {header.Width}×{header.Height} pixels (at most 2^20 a side and 2^30 in all)"));
        }

        return header;
    }

    private static Reader ReaderFor(ReadOnlySpan<byte> file)
    {
        if (file is [0xFF, 0xD8, ..])
        {
            return JpegReader.Read;
        }

        if (file.StartsWith(PngReader.Signature))
        {
            return PngReader.Read;
        }

        if (file.StartsWith("GIF87a"u8) || file.StartsWith("GIF89a"u8))
        {
            return GifReader.Read;
        }

        if (file.StartsWith("BM"u8))
        {
            return BmpReader.Read;
        }

        if (file.StartsWith("RIFF"u8) && file.Length >= 12 && file[8..].StartsWith("WEBP"u8))
        {
            return WebPReader.Read;
        }

        if (file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8) || file.StartsWith("II+\0"u8) || file.StartsWith("MM\0+"u8))
        {
            return TiffReader.Read;
        }

        if (Jpeg2000Reader.IsJp2(file) || Jpeg2000Reader.IsCodestream(file))
        {
            return Jpeg2000Reader.Read;
        }

        if (file is [(byte)'P', >= (byte)'1' and <= (byte)'6', (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'#', ..])
        {
            return PnmReader.Read;
        }

        throw new BadImageException(WhyUnknown(file));
    }

    private static string WhyUnknown(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith("version https://git-lfs.github.com/spec/"u8))
        {
            return "a Git LFS pointer whose content was not fetched (run `git lfs pull`)";
        }

        if (file.Length < 12 && IsStartOfKnown(file))
        {
            return "truncated: ends within its signature";
        }

        return "not an image that Datastamp reads (JPEG, PNG, GIF, BMP, WebP, TIFF, PNM, JPEG 2000)";
    }

    private static bool IsStartOfKnown(ReadOnlySpan<byte> file) =>
        PngReader.Signature.StartsWith(file) || "GIF89a"u8.StartsWith(file) || "GIF87a"u8.StartsWith(file)
        || "RIFF"u8.StartsWith(file) || file.StartsWith("RIFF"u8) || file is [0xFF] || Jpeg2000Reader.Jp2Signature.StartsWith(file);
}
