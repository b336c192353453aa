using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Sources;
using Datastamp.Videos;

namespace Datastamp.Measuring;

/// <summary>Measures one dataset on demand, whatever any lock says.</summary>
public static class DatasetMeasurer
{
    /// <summary>Measures one image dataset.</summary>
    /// <param name="dataset">What to measure.</param>
    /// <param name="options">How to run.</param>
    /// <param name="report">Told of warnings.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <exception cref="DiagnosticException">DS0101, DS0103–DS0105, DS0301.</exception>
    public static async Task<ImageResult> MeasureAsync(
        ImageDataset dataset, MeasureOptions options, Action<Diagnostic> report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var source = DatasetFiles.SourceOf(dataset);
        var result = source is IStreamedSource streamed && DatasetFiles.FindStreams(dataset, streamed, cancellation) is { } listing
            ? ResultOf(dataset, await ImageMeasurer.MeasureAsync(dataset, streamed, listing, options, cancellation))
            : await MeasureAsync(dataset, source, new FingerprintBuilder(List(dataset, source, cancellation)), options, cancellation);
        DatasetFiles.Tell(dataset, result.BadFiles, report);
        return result;
    }

    /// <summary>Measures one video dataset. Bad files are in what is returned, and told by nothing else.</summary>
    /// <param name="dataset">What to measure.</param>
    /// <param name="options">How to run.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <exception cref="DiagnosticException">DS0105, DS0106, DS0301.</exception>
    public static async Task<VideoMeasurement> MeasureAsync(VideoDataset dataset, MeasureOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var source = DatasetFiles.SourceOf(dataset);
        var samples = List(dataset, source, cancellation);
        return await VideoMeasurer.MeasureAsync(dataset, source, samples, _ => null, options, cancellation);
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

    /// <summary>Measures files that are known by name. Bad ones are in what is returned, and told by nothing else.</summary>
    /// <exception cref="DiagnosticException">DS0101, DS0104, DS0105, DS0301.</exception>
    internal static async Task<ImageResult> MeasureAsync(
        ImageDataset dataset, ISampleSource source, FingerprintBuilder fingerprint, MeasureOptions options, CancellationToken cancellation)
    {
        return ResultOf(dataset, await ImageMeasurer.MeasureAsync(dataset, source, fingerprint, options, cancellation));
    }

    private static ImageResult ResultOf(ImageDataset dataset, ImageMeasurement measurement) =>
        measurement.Moments.Images > 0 ? ImageResult.From(dataset, measurement)
        : measurement.Files == 0 ? throw new DiagnosticException(Report.NoFiles(dataset))
        : throw DatasetFiles.NoneGood(dataset, measurement.Files, measurement.BadFiles);

    private static IReadOnlyList<Sample> List(Dataset dataset, ISampleSource source, CancellationToken cancellation) =>
        DatasetFiles.List(dataset, source, cancellation).Samples is { Count: > 0 } samples ? samples : throw new DiagnosticException(Report.NoFiles(dataset));
}
