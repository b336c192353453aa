using Datastamp.Decoding;
using Datastamp.Definitions;

namespace Datastamp.Measuring;

/// <summary>Decodes, resizes and crops the images of a dataset on the processor. Belongs to one thread.</summary>
internal sealed class ImagePixels(ImageDataset dataset)
{
    private readonly Preprocessor preprocessor = new(dataset.Preprocessing, dataset.MaxPixels);

    /// <summary>An image as it is decoded, to be disposed of.</summary>
    /// <exception cref="BadImageException">The bytes are no whole, valid image, or a kind that is not measured.</exception>
    public DecodedImage Decode(ReadOnlySpan<byte> file) =>
        ImageDecoder.Decode(file, dataset.Preprocessing.Color, dataset.Preprocessing.Orientation, dataset.MaxPixels);

    /// <summary>What is measured of an 8-bit image, valid until the next one.</summary>
    /// <exception cref="BadImageException">It would become too large.</exception>
    public ReadOnlySpan<byte> Bytes(DecodedImage image) => preprocessor.Bytes(image);

    /// <summary>What is measured of a 16-bit image, valid until the next one.</summary>
    /// <exception cref="BadImageException">It would become too large.</exception>
    public ReadOnlySpan<ushort> Words(DecodedImage image) => preprocessor.Words(image);
}
