using System.Globalization;
using Datastamp.Caching;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Sources;

namespace Datastamp.Stamping;

/// <summary>Decides where one image dataset's result comes from: the lock, when nothing contradicts it, what another build has measured, or a new measurement.</summary>
internal sealed class ImageResolver(
    ImageDataset dataset, LockFile lockFile, bool isLocked, SharedMeasurements shared, MeasureOptions options, Action<Diagnostic> report)
{
    public async Task<Resolution> ResolveAsync(CancellationToken cancellation)
    {
        var source = ImageData.SourceOf(dataset);

        // Listed behind the guard: another build may need it for long, and files come and go.
        using var record = Directory.Exists(dataset.Root) ? await shared.RecordAsync(dataset, options, report, cancellation) : MeasurementRecord.None(dataset);
        var listing = ImageData.List(dataset, source, cancellation);
        var entry = lockFile.Image(dataset.Name);
        if (listing.Samples.Count == 0)
        {
            return new(dataset, WithoutData(entry), listing.Watched);
        }

        if (isLocked)
        {
            CheckDefinition(entry);
        }

        var (result, isNew) = await WithDataAsync(entry, source, listing.Samples, record, cancellation);
        ImageData.Tell(dataset, result.BadFiles, report);
        return new(dataset, result, listing.Watched, isNew);
    }

    private ImageResult WithoutData(ImageResult? entry)
    {
        if (entry is null)
        {
            throw new DiagnosticException(isLocked ? Report.NotLocked(dataset, lockFile.Path) : Report.NoData(dataset, lockFile.Path));
        }

        if (DefinitionDrift(entry) is { Length: > 0 } drift)
        {
            throw new DiagnosticException(Report.DefinitionNeedsData(dataset, lockFile.Locate(dataset.Name), drift));
        }

        ImageData.Tell(dataset, entry.BadFiles, report);
        report(Report.FromLock(dataset, lockFile.Locate(dataset.Name)));
        return entry;
    }

    private void CheckDefinition(ImageResult? entry)
    {
        if (entry is null)
        {
            throw new DiagnosticException(Report.NotLocked(dataset, lockFile.Path));
        }

        if (DefinitionDrift(entry) is { Length: > 0 } definition)
        {
            throw new DiagnosticException(Report.DefinitionDrifted(dataset, lockFile.Locate(dataset.Name), definition));
        }
    }

    private async Task<(ImageResult Result, bool IsNew)> WithDataAsync(
        ImageResult? entry, ISampleSource source, IReadOnlyList<Sample> samples, MeasurementRecord record, CancellationToken cancellation)
    {
        // What is locked is verified by its bytes, not by their names and times.
        var fingerprint = isLocked ? new FingerprintBuilder(samples) : record.Recall(samples);
        var read = 0;
        if (isLocked || IsPossible(entry, samples) || IsPossible(record.Known, samples))
        {
            read = await ImageMeasurer.HashAsync(dataset, source, fingerprint, options, cancellation);
            record.Save(fingerprint);
            var contents = fingerprint.ToString();
            if (entry is not null && DefinitionDrift(entry).Length == 0 && string.Equals(contents, entry.Fingerprint, StringComparison.Ordinal))
            {
                report(Report.Work(dataset, samples.Count, read, decoded: 0));
                return (entry, false);
            }

            if (isLocked)
            {
                throw new DiagnosticException(Report.Drifted(dataset, lockFile.Locate(dataset.Name), Drift(entry!, samples.Count, fingerprint.Bytes)));
            }

            if (record.Find(contents) is { } measured)
            {
                report(Report.Work(dataset, samples.Count, read, decoded: 0));
                return (measured, true);
            }
        }

        var result = await ImageData.MeasureAsync(dataset, source, fingerprint, options, cancellation);
        record.Save(fingerprint, result);
        report(Report.Work(dataset, samples.Count, samples.Count, samples.Count));
        return (result, true);
    }

    /// <summary>Whether the data could be what was measured before, by what costs nothing to know.</summary>
    private bool IsPossible(ImageResult? entry, IReadOnlyList<Sample> samples) =>
        entry is not null
        && DefinitionDrift(entry).Length == 0
        && entry.Files == samples.Count
        && entry.Bytes == samples.Sum(sample => sample.Length);

    private string DefinitionDrift(ImageResult entry) => dataset.Measured.DifferenceFrom(entry.Definition);

    private static string Drift(ImageResult entry, int files, long bytes) =>
        files == entry.Files && bytes == entry.Bytes
            ? "as many files and bytes, but other contents or names"
            : string.Create(CultureInfo.InvariantCulture, $"{files} files of {bytes} bytes here, {entry.Files} files of {entry.Bytes} bytes in the lock");
}
