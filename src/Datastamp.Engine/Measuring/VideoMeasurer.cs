using Datastamp.Definitions;
using Datastamp.Probing;
using Datastamp.Sources;
using Datastamp.Videos;

namespace Datastamp.Measuring;

/// <summary>Measures video datasets: probes every file.</summary>
public static class VideoMeasurer
{
    /// <summary>Measures one dataset.</summary>
    /// <param name="dataset">What to measure.</param>
    /// <param name="source">Where its files are.</param>
    /// <param name="samples">What the source listed.</param>
    /// <param name="options">How to run.</param>
    /// <param name="cancellation">Stops the run; nothing remains of it.</param>
    /// <exception cref="Diagnostics.DiagnosticException">DS0105, DS0301: a file cannot be read, OpenCV is needed and does not load.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public static async Task<VideoMeasurement> MeasureAsync(
        VideoDataset dataset, ISampleSource source, IReadOnlyList<Sample> samples, MeasureOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(samples);
        return await MeasureAsync(dataset, source, samples, memory: null, options, cancellation);
    }

    /// <summary>Measures a dataset of some of whose files it is known from earlier runs what they are.</summary>
    /// <param name="dataset">What to measure.</param>
    /// <param name="source">Where its files are.</param>
    /// <param name="samples">What the source listed.</param>
    /// <param name="memory">What is known, or null.</param>
    /// <param name="options">How to run.</param>
    /// <param name="cancellation">Stops the run; nothing remains of it.</param>
    /// <inheritdoc cref="MeasureAsync(VideoDataset, ISampleSource, IReadOnlyList{Sample}, MeasureOptions, CancellationToken)"/>
    internal static async Task<VideoMeasurement> MeasureAsync(
        VideoDataset dataset, ISampleSource source, IReadOnlyList<Sample> samples, IVideoMemory? memory, MeasureOptions options, CancellationToken cancellation)
    {
        var probed = await ProbeAsync(dataset, source, samples, memory, options, cancellation);
        return Measured([.. samples.Zip(probed, (sample, video) => (sample.Key, video))]);
    }

    /// <summary>What a dataset of these files is, in ordinal order of their keys.</summary>
    internal static VideoMeasurement Measured(IReadOnlyList<(string Key, ProbedVideo Video)> files) => new()
    {
        Files = files.Count,
        Bytes = files.Sum(file => file.Video.Bytes),
        Fingerprint = DatasetFingerprint.Of(files.Select(file => new FileEntry(file.Key, file.Video.Bytes, file.Video.Identity))),
        Videos = [.. files.Select(file => file.Video.Facts).OfType<VideoFacts>()],
        BadFiles = [.. files.Where(file => file.Video.Flaw is not null).Select(file => new BadFile(file.Key, file.Video.Flaw!))],
    };

    /// <summary>Probes every sample: what came of each, in their order.</summary>
    /// <inheritdoc cref="MeasureAsync(VideoDataset, ISampleSource, IReadOnlyList{Sample}, IVideoMemory, MeasureOptions, CancellationToken)"/>
    internal static async Task<ProbedVideo[]> ProbeAsync(
        VideoDataset dataset, ISampleSource source, IReadOnlyList<Sample> samples, IVideoMemory? memory, MeasureOptions options, CancellationToken cancellation)
    {
        var probed = new ProbedVideo[samples.Count];
        var loop = new SampleLoop(dataset, samples, options);
        void Beat()
        {
            cancellation.ThrowIfCancellationRequested();
            loop.Beat();
        }

        await loop.RunAsync(
            () => new VideoShare(dataset, source, memory, Beat),
            (share, index) =>
            {
                probed[index] = share.Probe(index, samples[index]);
                return probed[index].Bytes;
            },
            cancellation);
        return probed;
    }
}
