using Datastamp.Caching;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Sources;

namespace Datastamp.Stamping;

/// <summary>Resolves an image dataset: files are hashed where the lock or the record could know their sums, and decoded where neither does.</summary>
internal sealed class ImageResolver(
    ImageDataset dataset, LockFile lockFile, LockPolicy policy, SharedMeasurements shared, MeasureOptions options, Action<Diagnostic> report)
    : DatasetResolver<ImageResult, MeasurementRecord>(dataset, lockFile.Image(dataset.Name), lockFile, policy, report)
{
    private readonly Action<Diagnostic> report = report;
    private readonly ImageDataset dataset = dataset;
    private readonly LockFile lockFile = lockFile;

    protected override async Task<MeasurementRecord> OpenRecordAsync(CancellationToken cancellation)
    {
        var (file, guard) = await shared.OpenAsync(dataset, options, report, cancellation);
        return new(file, guard, dataset.Measured, report);
    }

    protected override async Task<(ImageResult Result, bool IsNew, IEnumerable<FileEntry>? Files)> WithDataAsync(ISampleSource source, IReadOnlyList<Sample> samples, MeasurementRecord record, CancellationToken cancellation)
    {
        // What is locked is verified by its bytes, not by their names and times.
        var fingerprint = IsLocked || IsRecomputed ? new FingerprintBuilder(samples) : record.Recall(samples);
        if (IsRecomputed)
        {
            // Nothing that is known is looked at.
        }
        else if (IsLocked || IsPossible(Entry, samples) || IsPossible(record.Known, samples))
        {
            var read = await ImageMeasurer.HashAsync(dataset, source, fingerprint, options, cancellation);
            record.Save(fingerprint);
            var contents = fingerprint.ToString();
            if (IsInLock(contents))
            {
                report(Report.Work(dataset, samples.Count, read, decoded: 0));
                return (Entry!, false, fingerprint.Files);
            }

            if (IsLocked)
            {
                throw Drifted(samples.Count, fingerprint.Bytes, contents);
            }

            if (options.Device.IsExact && record.Find(contents) is { } measured)
            {
                report(Report.Work(dataset, samples.Count, read, decoded: 0));
                return (measured, true, fingerprint.Files);
            }
        }

        var result = await DatasetMeasurer.MeasureAsync(dataset, source, fingerprint, options, cancellation);
        record.Save(fingerprint, options.Device.IsExact ? result : null);
        report(Report.Work(dataset, samples.Count, samples.Count, samples.Count));
        return (result, !lockFile.Holds(dataset.Name, result), fingerprint.Files);
    }

    /// <summary>Whether the data could be what was measured before, by what costs nothing to know.</summary>
    private bool IsPossible(ImageResult? older, IReadOnlyList<Sample> samples) =>
        older is not null
        && DefinitionDrift(older).Length == 0
        && older.Files == samples.Count
        && older.Bytes == samples.Sum(sample => sample.Length);
}
