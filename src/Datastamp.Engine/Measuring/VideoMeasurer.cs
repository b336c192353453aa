using Datastamp.Definitions;
using Datastamp.Diagnostics;
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
    /// <param name="known">What is known already of a sample, by its index; null for what is not.</param>
    /// <param name="options">How to run.</param>
    /// <param name="cancellation">Stops the run; nothing remains of it.</param>
    /// <exception cref="Diagnostics.DiagnosticException">DS0105, DS0301: a file cannot be read, OpenCV is needed and does not load.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public static async Task<VideoMeasurement> MeasureAsync(
        VideoDataset dataset, ISampleSource source, IReadOnlyList<Sample> samples, Func<int, VideoFacts?> known, MeasureOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(samples);
        var probed = await ProbeAsync(dataset, source, samples, known, options, cancellation);
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
    /// <inheritdoc cref="MeasureAsync"/>
    internal static async Task<ProbedVideo[]> ProbeAsync(
        VideoDataset dataset, ISampleSource source, IReadOnlyList<Sample> samples, Func<int, VideoFacts?> known, MeasureOptions options, CancellationToken cancellation)
    {
        var probed = new ProbedVideo[samples.Count];
        var loop = new SampleLoop(dataset, samples, options);
        void Beat()
        {
            cancellation.ThrowIfCancellationRequested();
            loop.Beat();
        }

        await loop.RunAsync(
            () => dataset,
            (_, index) =>
            {
                probed[index] = known(index) is { } facts
                    ? new(facts.Identity, facts.Bytes, facts, Flaw: null)
                    : Probe(dataset, source, samples[index], Beat);
                return probed[index].Bytes;
            },
            cancellation);
        return probed;
    }

    private static ProbedVideo Probe(VideoDataset dataset, ISampleSource source, Sample sample, Action beat)
    {
        // Never opened: pipes and devices have no length either, and would block.
        if (sample.Length == 0)
        {
            return new("empty", 0, Facts: null, "the file is empty, or no regular file");
        }

        return source.PathOf(sample) is { } path
            ? VideoProber.Probe(path, sample.Key, dataset.FrameCount, dataset.Identity, beat)
            : throw new DiagnosticException(Report.VideosInContainer(dataset));
    }
}
