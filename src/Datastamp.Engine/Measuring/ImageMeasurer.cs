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
        MeasureAsync(dataset, source, new FingerprintBuilder(samples), options, cancellation);

    /// <inheritdoc cref="MeasureAsync(ImageDataset, ISampleSource, IReadOnlyList{Sample}, MeasureOptions, CancellationToken)"/>
    internal static async Task<ImageMeasurement> MeasureAsync(
        ImageDataset dataset, ISampleSource source, FingerprintBuilder fingerprint, MeasureOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return await MeasureAsync(dataset, new SampleFeed(source, fingerprint.Samples, cancellation), fingerprint, options, cancellation);
    }

    /// <summary>Measures a dataset whose samples are known only as they come by: everything is read once.</summary>
    /// <param name="dataset">What to measure.</param>
    /// <param name="source">Where its bytes come from.</param>
    /// <param name="listing">What the source found.</param>
    /// <param name="options">How to run.</param>
    /// <param name="cancellation">Stops the run; nothing remains of it.</param>
    /// <inheritdoc cref="MeasureAsync(ImageDataset, ISampleSource, IReadOnlyList{Sample}, MeasureOptions, CancellationToken)"/>
    internal static async Task<ImageMeasurement> MeasureAsync(
        ImageDataset dataset, IStreamedSource source, StreamedListing listing, MeasureOptions options, CancellationToken cancellation)
    {
        var fingerprint = new FingerprintBuilder();
        var measurement = await MeasureAsync(dataset, new SampleFeed(source, listing, fingerprint.Add), fingerprint, options, cancellation);
        var sorted = fingerprint.ToSorted();
        source.RefuseDoubled(sorted.Samples);
        return measurement with { Fingerprint = sorted.ToString() };
    }

    private static async Task<ImageMeasurement> MeasureAsync(
        ImageDataset dataset, SampleFeed feed, FingerprintBuilder fingerprint, MeasureOptions options, CancellationToken cancellation)
    {
        var decoder = options.Device.Decoder;
        var parts = await new SampleLoop(dataset, fingerprint.Samples, options).ReadAsync(
            feed,
            () => new ImageShare(dataset, fingerprint, options.Device),
            (share, index, content) => share.Add(index, content),
            share => share.Complete(),
            cancellation);
        return new()
        {
            Files = fingerprint.Samples.Count,
            Bytes = fingerprint.Bytes,
            Fingerprint = fingerprint.ToString(),
            Device = options.Device.Name,
            Decoder = decoder,
            Moments = parts.Select(part => part.Moments).Aggregate(DatasetMoments.Merge),
            Histogram = dataset.Histogram ? parts.Select(part => part.Histogram!).Aggregate(Histogram.Merge) : null,
            BadFiles = [.. parts.SelectMany(part => part.BadFiles).OrderBy(file => file.Key, StringComparer.Ordinal)],
        };
    }

    /// <summary>Hashes the samples whose hash is not known yet, without decoding anything.</summary>
    /// <returns>How many those were.</returns>
    /// <inheritdoc cref="MeasureAsync(ImageDataset, ISampleSource, IReadOnlyList{Sample}, MeasureOptions, CancellationToken)"/>
    internal static async Task<int> HashAsync(
        ImageDataset dataset, ISampleSource source, FingerprintBuilder fingerprint, MeasureOptions options, CancellationToken cancellation)
    {
        var unknown = fingerprint.FindUnknown();
        Sample[] samples = [.. unknown.Select(index => fingerprint.Samples[index])];
        await new SampleLoop(dataset, samples, options).ReadAsync(
            source,
            () => fingerprint,
            (known, index, content) => known.Add(unknown[index], content),
            cancellation);
        return unknown.Length;
    }
}
