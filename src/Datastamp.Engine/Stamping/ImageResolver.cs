using Datastamp.Caching;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Output;
using Datastamp.Sources;

namespace Datastamp.Stamping;

/// <summary>Resolves an image dataset: files are hashed where the lock or the record could know their sums, and decoded where neither does.</summary>
internal sealed class ImageResolver(
    ImageDataset dataset, LockFile lockFile, LockPolicy policy, SharedMeasurements shared, MeasureOptions options, Action<Diagnostic> report)
    : DatasetResolver<ImageResult, ImageRecord>(dataset, lockFile.Image(dataset.Name), lockFile, policy, options, report)
{
    private readonly Action<Diagnostic> report = report;
    private readonly ImageDataset dataset = dataset;
    private readonly LockFile lockFile = lockFile;

    protected override Task<ImageRecord> OpenRecordAsync(CancellationToken cancellation) =>
        shared.OpenAsync(dataset, isBelieved: !IsRecomputed, Options, report, cancellation);

    protected override async Task<(ImageResult Result, bool IsNew, IEnumerable<FileEntry>? Files)> WithDataAsync(ISampleSource source, IReadOnlyList<Sample> samples, ImageRecord record, CancellationToken cancellation)
    {
        // What is locked is verified by its bytes, not by their names and times.
        var fingerprint = record.Recall(samples);
        fingerprint = IsLocked ? new(samples, dataset.Subset) : fingerprint;
        var read = 0;
        if (IsLocked || (!IsRecomputed && IsPossible(Entry, samples)))
        {
            read = await ImageMeasurer.HashAsync(dataset, source, fingerprint, record, Options, cancellation);
            var contents = fingerprint.ToString();
            if (IsInLock(contents))
            {
                record.Save();
                report(Report.Work(dataset, samples.Count, read, decoded: 0));
                return (Entry!, false, fingerprint.Files);
            }

            if (IsLocked)
            {
                throw Drifted(samples.Count, fingerprint.Bytes, contents);
            }
        }

        if (!IsRecomputed && fingerprint.IsComplete && record.Find(fingerprint.ToString()) is { } known)
        {
            record.Save();
            report(Report.Work(dataset, samples.Count, read, decoded: 0));
            return (known, true, fingerprint.Files);
        }

        var measurement = await ImageMeasurer.MeasureAsync(dataset, source, fingerprint, record, Options, cancellation);
        var result = DatasetMeasurer.Result(dataset, measurement);
        record.Save(result);
        report(Report.Work(dataset, samples.Count, Math.Max(read, measurement.FilesRead), measurement.FilesDecoded));
        return (result, !lockFile.Holds(dataset.Name, result), fingerprint.Files);
    }

    protected override void Tell(ImageResult result)
    {
        if (result.Estimate is not null)
        {
            report(Report.Estimated(dataset, EstimateText.Of(result, dataset.Weighting)));
            SampleWarnings.Tell(dataset, result, report);
        }
    }

    /// <summary>Whether the data could be what was measured before, by what costs nothing to know.</summary>
    private bool IsPossible(ImageResult? older, IReadOnlyList<Sample> samples) =>
        older is not null
        && DefinitionDrift(older).Length == 0
        && older.Files == samples.Count
        && older.Bytes == samples.Sum(sample => sample.Length);
}
