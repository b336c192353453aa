using Datastamp.Definitions;
using Datastamp.Sources;
using Datastamp.Statistics;

namespace Datastamp.Measuring;

/// <summary>Measures image datasets: reads every file once, hashes it, and has a device decode it and sum its samples.</summary>
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
    public static Task<ImageMeasurement> MeasureAsync(
        ImageDataset dataset, ISampleSource source, IReadOnlyList<Sample> samples, MeasureOptions options, CancellationToken cancellation) =>
        MeasureAsync(dataset, source, new FingerprintBuilder(samples, dataset.Subset), memory: null, options, cancellation);

    /// <inheritdoc cref="MeasureAsync(ImageDataset, ISampleSource, IReadOnlyList{Sample}, MeasureOptions, CancellationToken)"/>
    internal static async Task<ImageMeasurement> MeasureAsync(
        ImageDataset dataset, ISampleSource source, FingerprintBuilder fingerprint, IImageMemory? memory, MeasureOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var samples = fingerprint.Samples;
        var chosen = fingerprint.Chosen;
        var decoder = options.Device.Decoder;
        var parts = await new SampleLoop(dataset, [.. chosen.Select(index => samples[index])], options).RunAsync(
            () => new ImageShare(dataset, source, fingerprint, memory, options.Device),
            (share, index) => share.Add(chosen[index]),
            share => share.Complete(),
            cancellation);
        return new()
        {
            Files = samples.Count,
            FilesRead = parts.Sum(part => part.FilesRead),
            FilesDecoded = parts.Sum(part => part.FilesDecoded),
            Bytes = fingerprint.Bytes,
            Fingerprint = fingerprint.ToString(),
            Device = options.Device.Name,
            Decoder = decoder,
            Moments = parts.Select(part => part.Moments).Aggregate(DatasetMoments.Merge),
            Histogram = dataset.Histogram ? parts.Select(part => part.Histogram!).Aggregate(Histogram.Merge) : null,
            FilesChosen = chosen.Length,
            Sample = dataset.Subset is null ? null : [.. parts.SelectMany(part => part.Sample).OrderBy(image => image.Index).Select(image => image.Moments)],
            BadFiles = [.. parts.SelectMany(part => part.BadFiles).OrderBy(file => file.Key, StringComparer.Ordinal)],
        };
    }

    /// <summary>Hashes the samples whose hash is not known yet, without decoding anything.</summary>
    /// <returns>How many those were.</returns>
    /// <inheritdoc cref="MeasureAsync(ImageDataset, ISampleSource, IReadOnlyList{Sample}, MeasureOptions, CancellationToken)"/>
    internal static async Task<int> HashAsync(
        ImageDataset dataset, ISampleSource source, FingerprintBuilder fingerprint, IImageMemory memory, MeasureOptions options, CancellationToken cancellation)
    {
        var unknown = fingerprint.FindUnknown();
        await new SampleLoop(dataset, [.. unknown.Select(index => fingerprint.Samples[index])], options).RunAsync(
            () => new HashShare(source, fingerprint, memory),
            (share, index) => share.Add(unknown[index]),
            cancellation);
        return unknown.Length;
    }
}
