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
        var (source, samples) = Find(dataset, cancellation);
        var result = await MeasureAsync(dataset, source, new FingerprintBuilder(samples), options, cancellation);
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
        var (source, samples) = Find(dataset, cancellation);
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
        var measurement = await ImageMeasurer.MeasureAsync(dataset, source, fingerprint, options, cancellation);
        return measurement.Moments.Images > 0
            ? ImageResult.From(dataset, measurement)
            : throw DatasetFiles.NoneGood(dataset, measurement.Files, measurement.BadFiles);
    }

    private static (ISampleSource Source, IReadOnlyList<Sample> Samples) Find(Dataset dataset, CancellationToken cancellation)
    {
        var source = DatasetFiles.SourceOf(dataset);
        var samples = DatasetFiles.List(dataset, source, cancellation).Samples;
        return samples.Count > 0 ? (source, samples) : throw new DiagnosticException(Report.NoFiles(dataset));
    }
}
