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

    /// <summary>Measures a dataset some of whose files may be known from earlier runs, by their hash and by what came of that.</summary>
    /// <param name="dataset">What to measure.</param>
    /// <param name="source">Where its bytes come from.</param>
    /// <param name="fingerprint">What the source listed, and the hashes that are known.</param>
    /// <param name="memory">What is known by hash, or null.</param>
    /// <param name="options">How to run.</param>
    /// <param name="cancellation">Stops the run; nothing remains of it but what is known.</param>
    /// <inheritdoc cref="MeasureAsync(ImageDataset, ISampleSource, IReadOnlyList{Sample}, MeasureOptions, CancellationToken)"/>
    internal static async Task<ImageMeasurement> MeasureAsync(
        ImageDataset dataset, ISampleSource source, FingerprintBuilder fingerprint, IImageMemory? memory, MeasureOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var (recalled, unread) = await RecallAsync(dataset, fingerprint, memory, options, cancellation);
        var samples = new SampleSelection(fingerprint.Samples, unread);
        var feed = new SampleFeed(source, samples, cancellation);
        return await MeasureAsync(dataset, feed, samples, index => unread[index], fingerprint, recalled, memory, options, cancellation);
    }

    /// <summary>Measures a dataset whose samples are known only as they come by: everything is read once.</summary>
    /// <param name="dataset">What to measure.</param>
    /// <param name="source">Where its bytes come from.</param>
    /// <param name="listing">What the source found.</param>
    /// <param name="memory">What is known by hash, or null.</param>
    /// <param name="options">How to run.</param>
    /// <param name="cancellation">Stops the run; nothing remains of it but what is known.</param>
    /// <inheritdoc cref="MeasureAsync(ImageDataset, ISampleSource, IReadOnlyList{Sample}, MeasureOptions, CancellationToken)"/>
    internal static async Task<ImageMeasurement> MeasureAsync(
        ImageDataset dataset, IStreamedSource source, StreamedListing listing, IImageMemory? memory, MeasureOptions options, CancellationToken cancellation)
    {
        var fingerprint = new FingerprintBuilder();
        var feed = new SampleFeed(source, listing, fingerprint.Add);
        var measurement = await MeasureAsync(dataset, feed, fingerprint.Samples, index => index, fingerprint, [], memory, options, cancellation);
        var sorted = fingerprint.ToSorted();
        source.RefuseDoubled(sorted.Samples);
        return measurement with { Fingerprint = sorted.ToString() };
    }

    /// <summary>Hashes the samples whose hash is not known yet, without decoding anything.</summary>
    /// <returns>How many those were.</returns>
    /// <inheritdoc cref="MeasureAsync(ImageDataset, ISampleSource, IReadOnlyList{Sample}, MeasureOptions, CancellationToken)"/>
    internal static async Task<int> HashAsync(
        ImageDataset dataset, ISampleSource source, FingerprintBuilder fingerprint, IImageMemory memory, MeasureOptions options, CancellationToken cancellation)
    {
        var unknown = fingerprint.FindUnknown();
        var samples = new SampleSelection(fingerprint.Samples, unknown);
        await new SampleLoop(dataset, samples, options).ReadAsync(
            source,
            () => new HashShare(fingerprint, memory),
            (share, index, content) => share.Add(unknown[index], content),
            cancellation);
        return unknown.Length;
    }

    /// <summary>Adds up what is known without reading, and tells what is left.</summary>
    private static async Task<(IReadOnlyList<ImageTotals> Recalled, int[] Unread)> RecallAsync(
        ImageDataset dataset, FingerprintBuilder fingerprint, IImageMemory? memory, MeasureOptions options, CancellationToken cancellation)
    {
        int[] all = fingerprint.Chosen;
        int[] known = memory is null ? [] : [.. all.Where(fingerprint.IsKnown)];
        if (known.Length == 0)
        {
            return ([], all);
        }

        var isFound = new bool[fingerprint.Samples.Count];
        var samples = new SampleSelection(fingerprint.Samples, known);
        var shares = await new SampleLoop(dataset, samples, options with { Progress = null }).RunAsync(
            () => new RecallShare(dataset, fingerprint, memory!),
            (share, index) =>
            {
                isFound[known[index]] = share.Take(known[index]);
                return 0;
            },
            cancellation);
        return ([.. shares.Select(share => share.Totals)], [.. all.Where(index => !isFound[index])]);
    }

    private static async Task<ImageMeasurement> MeasureAsync(
        ImageDataset dataset,
        SampleFeed feed,
        IReadOnlyList<Sample> samples,
        Func<int, int> indexOf,
        FingerprintBuilder fingerprint,
        IReadOnlyList<ImageTotals> recalled,
        IImageMemory? memory,
        MeasureOptions options,
        CancellationToken cancellation)
    {
        var decoder = options.Device.Decoder;
        var loop = new SampleLoop(dataset, samples, options);
        void Beat()
        {
            cancellation.ThrowIfCancellationRequested();
            loop.Beat();
        }

        var shares = await loop.ReadAsync(
            feed,
            () => new ImageShare(dataset, fingerprint, memory, options.Device, Beat),
            (share, index, content) => share.Add(indexOf(index), content),
            share => share.Complete(),
            cancellation);
        ImageTotals[] parts = [.. recalled, .. shares.Select(share => share.Totals)];
        return new()
        {
            Files = fingerprint.Samples.Count,
            FilesRead = parts.Sum(part => part.Files) - recalled.Sum(part => part.Files),
            FilesDecoded = shares.Sum(share => share.FilesDecoded),
            Bytes = fingerprint.Bytes,
            Fingerprint = fingerprint.ToString(),
            Device = options.Device.Name,
            Decoder = decoder,
            Moments = parts.Select(part => part.Moments).Aggregate(DatasetMoments.Merge),
            Histogram = dataset.Histogram ? parts.Select(part => part.Histogram!).Aggregate(Histogram.Merge) : null,
            FilesChosen = parts.Sum(part => part.Files),
            Sample = dataset.Subset is null ? null : [.. parts.SelectMany(part => part.Sample).OrderBy(image => image.Index).Select(image => image.Moments)],
            BadFiles = [.. parts.SelectMany(part => part.BadFiles).OrderBy(file => file.Key, StringComparer.Ordinal)],
        };
    }
}
