namespace Datastamp.Decoding.Formats;

/// <summary>
/// Rewrites the few kinds of files that OpenCV decodes to other pixels than they store, into equivalent files that it
/// decodes exactly: scaled PNM samples, 16-bit bitmaps, animations whose still image differs, transparent GIF colours,
/// TIFF alpha and orientation, bare JPEG 2000 codestreams. The reference for each is Pillow's <c>convert('RGB')</c>.
/// </summary>
public static class CanonicalForm
{
    /// <summary>The bytes to give to OpenCV in place of <paramref name="file"/>.</summary>
    /// <param name="file">A file that <see cref="ImageInspector"/> has passed.</param>
    /// <param name="format">The format that it found.</param>
    /// <returns>New bytes, or null where <paramref name="file"/> itself will do.</returns>
    /// <exception cref="BadImageException">The file is not whole.</exception>
    public static byte[]? Of(ReadOnlySpan<byte> file, ImageFormat format) => format switch
    {
        ImageFormat.Gif => GifStill.Of(file),
        ImageFormat.Png => PngStill.Of(file),
        ImageFormat.Bmp => Bmp24.Of(file),
        ImageFormat.Pnm => PnmBinary.Of(file),
        ImageFormat.Tiff => TiffPlain.Of(file),
        ImageFormat.Jpeg2000 => Jpeg2000Boxed.Of(file),
        _ => null,
    };
}
