using Datastamp.Decoding;
using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Sources;

namespace Datastamp.Surveying;

/// <summary>The pictures of a few images: in the dataset's colours and orientation, before resize and crop.</summary>
internal static class ImagePictures
{
    /// <summary>A picture a sample; null where it has come to be no valid image.</summary>
    /// <inheritdoc cref="ImageSurveyor.SurveyAsync"/>
    public static async Task<Thumbnail?[]> TakeAsync(
        ImageDataset dataset, ISampleSource source, IReadOnlyList<Sample> samples, MeasureOptions options, CancellationToken cancellation)
    {
        var pictures = new Thumbnail?[samples.Count];
        await new SampleLoop(dataset, samples, options).ReadAsync(
            source, () => pictures, (taken, index, content) => taken[index] = Take(dataset, content), cancellation);
        return pictures;
    }

    private static Thumbnail? Take(ImageDataset dataset, ReadOnlySpan<byte> file)
    {
        try
        {
            var color = dataset.Preprocessing.Color;
            using var image = ImageDecoder.Decode(file, color, dataset.Preprocessing.Orientation, dataset.MaxPixels);
            return ThumbnailMaker.Of(image, color, new(image.Width, image.Height));
        }
        catch (BadImageException)
        {
            return null;
        }
    }
}
