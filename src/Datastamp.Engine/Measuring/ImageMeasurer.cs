using Datastamp.Decoding;
using Datastamp.Definitions;
using Datastamp.Sources;
using Datastamp.Statistics;

namespace Datastamp.Measuring;

/// <summary>Measures image datasets: reads every file once, hashes it, decodes it, and sums its pixels.</summary>
public static class ImageMeasurer
{
    /// <summary>Measures one dataset.</summary>
    /// <param name="dataset">What to measure.</param>
    /// <param name="source">Where its bytes come from.</param>
    /// <param name="samples">What the source listed.</param>
    /// <param name="options">How to run.</param>
    /// <param name="cancellation">Stops the run; nothing remains of it.</param>
    /// <exception cref="Diagnostics.DiagnosticException">DS0105, DS0301: a file cannot be read, the decoder does not load.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public static async Task<ImageMeasurement> MeasureAsync(
        ImageDataset dataset, ISampleSource source, IReadOnlyList<Sample> samples, MeasureOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(samples);
        var decoder = ImageDecoder.Identity;
        var fingerprint = new FingerprintBuilder(samples);
        var parts = await new SampleLoop(dataset, source, samples, options).RunAsync(
            () => new ImageAccumulator(dataset),
            (part, index, content) =>
            {
                fingerprint.Add(index, content);
                part.Add(samples[index].Key, content);
            },
            cancellation);
        return new()
        {
            Files = samples.Count,
            Bytes = fingerprint.Bytes,
            Fingerprint = fingerprint.ToString(),
            Decoder = decoder,
            Moments = parts.Select(part => part.Moments).Aggregate(DatasetMoments.Merge),
            Histogram = dataset.Histogram ? parts.Select(part => part.Histogram!).Aggregate(Histogram.Merge) : null,
            BadFiles = [.. parts.SelectMany(part => part.BadFiles).OrderBy(file => file.Key, StringComparer.Ordinal)],
        };
    }

    /// <summary>The dataset's identity and size, without decoding anything.</summary>
    /// <inheritdoc cref="MeasureAsync"/>
    internal static async Task<(string Fingerprint, long Bytes)> HashAsync(
        ImageDataset dataset, ISampleSource source, IReadOnlyList<Sample> samples, MeasureOptions options, CancellationToken cancellation)
    {
        var fingerprint = new FingerprintBuilder(samples);
        await new SampleLoop(dataset, source, samples, options).RunAsync(
            () => fingerprint,
            (hashes, index, content) => hashes.Add(index, content),
            cancellation);
        return (fingerprint.ToString(), fingerprint.Bytes);
    }
}
