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
        return new()
        {
            Files = samples.Count,
            Bytes = probed.Sum(video => video.Bytes),
            Fingerprint = DatasetFingerprint.Of(samples.Zip(probed, (sample, video) => new FileEntry(sample.Key, video.Bytes, video.Identity))),
            Videos = [.. probed.Select(video => video.Facts).OfType<VideoFacts>()],
            BadFiles = [.. samples.Zip(probed).Where(item => item.Second.Flaw is not null).Select(item => new BadFile(item.First.Key, item.Second.Flaw!))],
        };
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
            : throw new NotSupportedException("Videos are probed in files of their own.");
    }
}
