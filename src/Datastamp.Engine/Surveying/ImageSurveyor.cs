using Datastamp.Decoding;
using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Sources;
using Datastamp.Statistics;
using Datastamp.Stamping;

namespace Datastamp.Surveying;

/// <summary>Surveys image datasets: every image once for its sizes and means, and a few again for pictures of them.</summary>
internal static class ImageSurveyor
{
    private const int MostSamples = 24;
    private const int MostOutliers = 12;

    /// <summary>Surveys one dataset.</summary>
    /// <returns>Null where there is no valid image.</returns>
    /// <exception cref="Diagnostics.DiagnosticException">DS0003, DS0105, DS0301.</exception>
    public static async Task<ImageSurvey?> SurveyAsync(ImageDataset dataset, MeasureOptions options, CancellationToken cancellation)
    {
        var source = DatasetFiles.SourceOf(dataset);
        var samples = DatasetFiles.List(dataset, source, cancellation).Samples;
        var tallies = await TallyAsync(dataset, source, samples, options, cancellation);
        SurveyedImage[] images = [.. tallies.SelectMany(tally => tally.Images).OrderBy(image => image.Key, StringComparer.Ordinal)];
        if (images.Length == 0)
        {
            return null;
        }

        var distances = ImageDistances.Of(images);
        int[] even = [.. EvenPicks.Of(images.Length, MostSamples)];
        int[] outliers = [.. Enumerable.Range(0, images.Length).OrderByDescending(i => distances[i]).ThenBy(i => i).Take(MostOutliers)];
        var lengths = samples.ToDictionary(sample => sample.Key, StringComparer.Ordinal);
        var pictures = await PictureAsync(dataset, source, [.. even.Union(outliers).Select(i => lengths[images[i].Key])], options, cancellation);
        PicturedImage[] Pictured(int[] picks) =>
            [.. picks.Where(i => pictures.ContainsKey(images[i].Key)).Select(i => new PicturedImage(images[i].Key, distances[i], pictures[images[i].Key]))];
        return new()
        {
            Images = [.. images],
            Histogram = HistogramSummary.From(tallies.Select(tally => tally.Histogram.ToHistogram()).Aggregate(Histogram.Merge)).Bins,
            MeanImage = tallies.Select(tally => tally.Mean).Aggregate((a, b) => a.Merge(b)).ToThumbnail(),
            Samples = [.. Pictured(even)],
            Outliers = [.. Pictured(outliers)],
        };
    }

    private static async Task<ImageTally[]> TallyAsync(
        ImageDataset dataset, ISampleSource source, IReadOnlyList<Sample> samples, MeasureOptions options, CancellationToken cancellation)
    {
        _ = ImageDecoder.Identity;
        var states = await new SampleLoop(dataset, samples, options).RunAsync(
            () => (Tally: new ImageTally(dataset), Buffer: new SampleBuffer(source)),
            (state, index) =>
            {
                var content = state.Buffer.Read(samples[index]);
                state.Tally.Add(samples[index].Key, content);
                return content.Length;
            },
            cancellation);
        return [.. states.Select(state => state.Tally)];
    }

    private static async Task<Dictionary<string, Thumbnail>> PictureAsync(
        ImageDataset dataset, ISampleSource source, IReadOnlyList<Sample> samples, MeasureOptions options, CancellationToken cancellation)
    {
        var preprocessing = dataset.Preprocessing;
        var states = await new SampleLoop(dataset, samples, options with { Progress = null }).RunAsync(
            () => (Pictures: new List<(string Key, Thumbnail Picture)>(), Buffer: new SampleBuffer(source)),
            (state, index) =>
            {
                var content = state.Buffer.Read(samples[index]);
                try
                {
                    using var image = ImageDecoder.Decode(content, preprocessing.Color, preprocessing.Orientation, dataset.MaxPixels);
                    state.Pictures.Add((samples[index].Key, Thumbnail.Jpeg(PictureEncoder.Encode(image, preprocessing.Color, Thumbnail.LongSide))));
                }
                catch (BadImageException)
                {
                    // It was valid a moment ago: the data is being changed, and one picture less is all that it costs here.
                }

                return content.Length;
            },
            cancellation);
        return states.SelectMany(state => state.Pictures).ToDictionary(item => item.Key, item => item.Picture, StringComparer.Ordinal);
    }
}
