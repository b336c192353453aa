using System.Collections.Immutable;
using Datastamp.Caching;
using Datastamp.Definitions;
using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Sources;

namespace Datastamp.Comparing;

/// <summary>Compares an image dataset by its files' hashes and, where it is asked for, by its pixels.</summary>
internal sealed class ImageComparer(ImageDataset dataset, ComparisonContext context)
    : Comparer<ImageResult, ImageRecord>(dataset, context.Lock.Image(dataset.Name), context)
{
    private readonly ImageDataset dataset = dataset;

    protected override Task<ImageRecord> OpenRecordAsync(CancellationToken cancellation) =>
        Context.Shared.OpenAsync(dataset, isBelieved: Context.Depth != ComparisonDepth.Recomputed, Context.Options, Context.Report, cancellation);

    protected override async Task<DatasetComparison> WithDataAsync(
        DatasetComparison start, ISampleSource source, IReadOnlyList<Sample> samples, ImageRecord record, CancellationToken cancellation)
    {
        var fingerprint = record.Recall(samples);
        if (Context.Depth != ComparisonDepth.Quick)
        {
            fingerprint = new(samples, dataset.Subset);
        }

        ImageMeasurement? measurement = null;
        int read;
        if (Context.Depth == ComparisonDepth.Recomputed)
        {
            measurement = await ImageMeasurer.MeasureAsync(dataset, source, fingerprint, record, Context.Options, cancellation);
            read = measurement.FilesChosen;
        }
        else
        {
            read = await ImageMeasurer.HashAsync(dataset, source, fingerprint, record, Context.Options, cancellation);
        }

        var contents = fingerprint.ToString();
        var isChanged = !string.Equals(contents, Before?.Fingerprint, StringComparison.Ordinal);
        var now = measurement is null ? record.Find(contents) : Result(measurement);
        if (measurement is null && now is null && Context.IsMeasured && (isChanged || start.DefinitionChange.Length > 0 || start.IsEdited))
        {
            measurement = await ImageMeasurer.MeasureAsync(dataset, source, fingerprint, record, Context.Options, cancellation);
            now = Result(measurement);
        }

        record.Save(measurement is null ? null : now);
        var decoders = Context.Depth == ComparisonDepth.Recomputed && Before is not null && now is not null ? DecoderDifference.Between(Before, now) : null;
        ImmutableArray<BadFile> badFiles = measurement?.BadFiles ?? now?.BadFiles ?? [];
        return start with
        {
            Now = now,
            FilesRead = read,
            IsContentChanged = isChanged,
            BadFiles = badFiles,
            Files = Before is null ? null
                : !isChanged ? []
                : Files(Before) is { } old ? FileChanges.Between(old, fingerprint.Files, badFiles) : null,
            Decoders = decoders,
            Numbers = Before is null || now is null || decoders is { IsWithinTolerance: true } ? [] : NumberChanges.Between(Before, now),
        };
    }

    /// <summary>The committed list, if it is of that result; else what this machine remembers.</summary>
    protected override ImmutableArray<FileEntry>? Files(ImageResult result) =>
        (Context.FileLists(dataset.Name) is { } lines ? FileList.Parse(lines, result.Fingerprint) : null) ?? Context.Shared.Recall(result.Fingerprint);

    private ImageResult? Result(ImageMeasurement measurement) => measurement.Moments.Images > 0 ? ImageResult.From(dataset, measurement) : null;
}
