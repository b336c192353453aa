using Datastamp.Caching;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Measuring;
using Datastamp.Sources;
using Datastamp.Videos;

namespace Datastamp.Stamping;

/// <summary>Measures one dataset on demand, whatever any lock says.</summary>
public static class DatasetMeasurer
{
    /// <summary>Measures one image dataset.</summary>
    /// <param name="dataset">What to measure.</param>
    /// <param name="cache">What is made of what is known.</param>
    /// <param name="options">How to run.</param>
    /// <param name="report">Told of messages and warnings.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <exception cref="DiagnosticException">DS0101, DS0103–DS0105, DS0113–DS0122, DS0301; on other devices DS0513–DS0525.</exception>
    public static async Task<ImageResult> MeasureAsync(
        ImageDataset dataset, CacheUse cache, MeasureOptions options, Action<Diagnostic> report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(report);
        using var shared = SharedMeasurements.Open(cache.Folder, report);
        using var record = await shared.OpenAsync(dataset, cache.IsBelieved, options, report, cancellation);
        var source = DatasetFiles.SourceOf(dataset);
        var result = dataset.Subset is null && source is IStreamedSource streamed && DatasetFiles.FindStreams(dataset, streamed, cancellation) is { } listing
            ? Result(dataset, await ImageMeasurer.MeasureAsync(dataset, streamed, listing, record, options, cancellation))
            : await MeasureAsync(dataset, source, List(dataset, source, options, cancellation), record, options, cancellation);
        DatasetFiles.Tell(dataset, result.BadFiles, report);
        SampleWarnings.Tell(dataset, result, report);
        return result;
    }

    /// <summary>Measures one video dataset. Bad files are in what is returned, and told by nothing else.</summary>
    /// <param name="dataset">What to measure.</param>
    /// <param name="cache">What is made of what is known.</param>
    /// <param name="options">How to run.</param>
    /// <param name="report">Told of messages.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <exception cref="DiagnosticException">DS0105, DS0106, DS0301.</exception>
    public static async Task<VideoMeasurement> MeasureAsync(
        VideoDataset dataset, CacheUse cache, MeasureOptions options, Action<Diagnostic> report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(report);
        using var shared = SharedMeasurements.Open(cache.Folder, report);
        using var record = await shared.OpenAsync(dataset, cache.IsBelieved, options, report, cancellation);
        var source = DatasetFiles.SourceOf(dataset);
        var samples = List(dataset, source, options, cancellation);
        record.Recall(samples);
        var measurement = await VideoMeasurer.MeasureAsync(dataset, source, samples, record, options, cancellation);
        record.Save(samples, measurement);
        return measurement;
    }

    /// <summary>What is to be told of a measurement of videos: bad files, files that contradict themselves, clips of fewer frames than segments.</summary>
    /// <param name="dataset">What was measured.</param>
    /// <param name="measurement">What was found.</param>
    /// <param name="report">Told of warnings.</param>
    /// <exception cref="DiagnosticException">DS0101: bad files, which the dataset does not skip.</exception>
    public static void Tell(VideoDataset dataset, VideoMeasurement measurement, Action<Diagnostic> report)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(measurement);
        ArgumentNullException.ThrowIfNull(report);
        VideoWarnings.Tell(dataset, measurement.Videos.Where(video => video.Health == VideoHealth.Whole), report);
        DatasetFiles.Tell(dataset, measurement.BadFiles, report);
    }

    /// <summary>What a measurement says of a dataset.</summary>
    /// <exception cref="DiagnosticException">DS0101, DS0103, DS0104: there is no valid image in it.</exception>
    internal static ImageResult Result(ImageDataset dataset, ImageMeasurement measurement) =>
        measurement.Moments.Images > 0 ? ImageResult.From(dataset, measurement)
        : measurement.Files == 0 ? throw new DiagnosticException(Report.NoFiles(dataset))
        : throw DatasetFiles.NoneGood(dataset, measurement.Files, measurement.BadFiles);

    private static async Task<ImageResult> MeasureAsync(
        ImageDataset dataset, ISampleSource source, IReadOnlyList<Sample> samples, ImageRecord record, MeasureOptions options, CancellationToken cancellation)
    {
        var fingerprint = record.Recall(samples);
        var known = fingerprint.IsComplete ? record.Find(fingerprint.ToString()) : null;
        var result = known ?? Result(dataset, await ImageMeasurer.MeasureAsync(dataset, source, fingerprint, record, options, cancellation));
        record.Save(known is null ? result : null);
        return result;
    }

    private static IReadOnlyList<Sample> List(Dataset dataset, ISampleSource source, MeasureOptions options, CancellationToken cancellation) =>
        DatasetFiles.List(dataset, source, options, cancellation).Samples is { Count: > 0 } samples ? samples : throw new DiagnosticException(Report.NoFiles(dataset));
}
