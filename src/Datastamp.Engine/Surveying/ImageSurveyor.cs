using System.Collections.Immutable;
using Datastamp.Decoding;
using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Statistics;

namespace Datastamp.Surveying;

/// <summary>Looks at the images of a dataset: all of them once, and once more at the few that are shown.</summary>
public static class ImageSurveyor
{
    private const int MostSamples = 24;
    private const int MostOutliers = 12;

    /// <summary>Surveys one dataset. Bad files are passed over.</summary>
    /// <param name="dataset">What to look at.</param>
    /// <param name="options">How to run; the survey is the same whatever they are.</param>
    /// <param name="cancellation">Stops the run; nothing remains of it.</param>
    /// <returns>The survey; null where there is no data, or no valid image among it.</returns>
    /// <exception cref="Diagnostics.DiagnosticException">DS0105, DS0301: a file cannot be read, the decoder does not load; the root is no folder.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public static async Task<ImageSurvey?> SurveyAsync(ImageDataset dataset, MeasureOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var source = DatasetFiles.SourceOf(dataset);
        var samples = DatasetFiles.List(dataset, source, options, cancellation).Samples;
        if (samples.Count == 0)
        {
            return null;
        }

        _ = ImageDecoder.Identity;
        var surveyed = new SurveyedImage?[samples.Count];
        var parts = await new SampleLoop(dataset, samples, options).ReadAsync(
            source,
            () => new ImageSurveyPart(dataset),
            (part, index, content) => surveyed[index] = part.Add(samples[index].Key, content),
            cancellation);
        ImmutableArray<int> valid = [.. Enumerable.Range(0, samples.Count).Where(index => surveyed[index] is not null)];
        if (valid.IsEmpty)
        {
            return null;
        }

        ImmutableArray<SurveyedImage> images = [.. valid.Select(index => surveyed[index]!)];
        var distances = ChannelDistances.Of(images);
        int[] spaced = [.. Spread.Over(images.Length, MostSamples)];
        int[] far = [.. Enumerable.Range(0, images.Length).OrderByDescending(image => distances[image]).Take(MostOutliers)];
        int[] shown = [.. spaced.Union(far)];
        var thumbnails = await ImagePictures.TakeAsync(dataset, source, [.. shown.Select(image => samples[valid[image]])], options, cancellation);
        var pictures = shown.Zip(thumbnails).Where(item => item.Second is not null)
            .ToDictionary(item => item.First, item => new PicturedImage(images[item.First].Key, distances[item.First], item.Second!));
        return new()
        {
            Images = images,
            Histogram = HistogramSummary.From(parts.Select(part => part.Histogram).Aggregate(Histogram.Merge)).Bins,
            MeanImage = Mean(parts),
            Samples = [.. spaced.Where(pictures.ContainsKey).Select(image => pictures[image])],
            Outliers = [.. far.Where(pictures.ContainsKey).Select(image => pictures[image])],
        };
    }

    private static Thumbnail Mean(IEnumerable<ImageSurveyPart> parts) => parts.Select(part => part.Mean).Aggregate((whole, part) =>
    {
        whole.Add(part);
        return whole;
    }).ToThumbnail();
}
