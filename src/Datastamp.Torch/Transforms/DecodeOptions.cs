using Datastamp.Decoding;
using Datastamp.Definitions;

namespace Datastamp.Torch.Transforms;

/// <summary>How files become pixels. The defaults are those that datasets are measured with.</summary>
/// <param name="Color">The channels and their order.</param>
/// <param name="Orientation">Whether the EXIF orientation is applied.</param>
/// <param name="MaxPixels">Larger images are refused before memory is taken for them.</param>
public sealed record DecodeOptions(
    ColorOrder Color = ColorOrder.Rgb,
    ExifOrientation Orientation = ExifOrientation.Ignore,
    long MaxPixels = ImageDataset.DefaultMaxPixels)
{
    /// <summary>R, G, B as coded, up to 2^28 pixels.</summary>
    public static DecodeOptions Default { get; } = new();

    /// <summary>Decodes the first frame of an image.</summary>
    /// <param name="file">The encoded bytes.</param>
    /// <exception cref="BadImageException">They are no whole, valid image, or one of 16 bits a sample.</exception>
    /// <exception cref="Diagnostics.DiagnosticException">DS0301: the decoder cannot be loaded on this machine.</exception>
    internal DecodedImage Decode(ReadOnlySpan<byte> file)
    {
        _ = ImageDecoder.Identity;
        var image = ImageDecoder.Decode(file, Color, Orientation, MaxPixels);
        if (image.Depth != 8)
        {
            image.Dispose();
            throw new BadImageException("16 bits a sample; transforms take images of 8");
        }

        return image;
    }
}
