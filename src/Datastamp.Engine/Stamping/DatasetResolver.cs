using System.Globalization;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Sources;

namespace Datastamp.Stamping;

/// <summary>Decides where one dataset's result comes from: the lock, when nothing contradicts it, what another build has measured, or a new measurement.</summary>
/// <param name="dataset">What is asked.</param>
/// <param name="entry">What the lock says of it, or null.</param>
/// <param name="lockFile">The lock.</param>
/// <param name="isLocked">Whether drift is an error.</param>
/// <param name="report">Told of messages and warnings.</param>
internal abstract class DatasetResolver<TResult, TRecord>(Dataset dataset, TResult? entry, LockFile lockFile, bool isLocked, Action<Diagnostic> report)
    where TResult : DatasetResult
    where TRecord : IDisposable
{
    /// <summary>What the lock says of the dataset.</summary>
    protected TResult? Entry => entry;

    protected bool IsLocked => isLocked;

    public async Task<Resolution> ResolveAsync(CancellationToken cancellation)
    {
        var source = DatasetFiles.SourceOf(dataset);

        // Listed behind the guard: another build may need it for long, and files come and go.
        using var record = await OpenRecordAsync(cancellation);
        var listing = DatasetFiles.List(dataset, source, cancellation);
        if (listing.Samples.Count == 0)
        {
            var known = WithoutData();
            Tell(known);
            return new(dataset, known, listing.Watched);
        }

        if (isLocked)
        {
            CheckDefinition();
        }

        var (result, isNew) = await WithDataAsync(source, listing.Samples, record, cancellation);
        DatasetFiles.Tell(dataset, result.BadFiles, report);
        Tell(result);
        return new(dataset, result, listing.Watched, isNew);
    }

    /// <summary>Takes the dataset's record of measurements for this process alone, until it is disposed; an empty one where there is no folder.</summary>
    protected abstract Task<TRecord> OpenRecordAsync(CancellationToken cancellation);

    /// <summary>The result for these samples, and whether it belongs into the lock.</summary>
    protected abstract Task<(TResult Result, bool IsNew)> WithDataAsync(ISampleSource source, IReadOnlyList<Sample> samples, TRecord record, CancellationToken cancellation);

    /// <summary>Tells what is to be known of a result beside its bad files.</summary>
    protected virtual void Tell(TResult result)
    {
    }

    /// <summary>Whether the lock's entry is of this definition and these contents.</summary>
    protected bool IsInLock(string fingerprint) =>
        entry is not null && DefinitionDrift(entry).Length == 0 && string.Equals(fingerprint, entry.Fingerprint, StringComparison.Ordinal);

    protected string DefinitionDrift(TResult older) => dataset.Measured.DifferenceFrom(older.Definition);

    protected DiagnosticException Drifted(int files, long bytes, string fingerprint, string? names = null)
    {
        var drift = string.Equals(fingerprint, entry!.Fingerprint, StringComparison.Ordinal) ? "the same files, of which the lock says something else"
            : files == entry.Files && bytes == entry.Bytes ? "as many files and bytes, but other contents or names"
            : string.Create(CultureInfo.InvariantCulture, $"{files} files of {bytes} bytes here, {entry.Files} files of {entry.Bytes} bytes in the lock");
        return new(Report.Drifted(dataset, lockFile.Locate(dataset.Name), string.IsNullOrEmpty(names) ? drift : $"{drift} ({names})"));
    }

    private TResult WithoutData()
    {
        if (entry is null)
        {
            throw new DiagnosticException(isLocked ? Report.NotLocked(dataset, lockFile.Path) : Report.NoData(dataset, lockFile.Path));
        }

        if (DefinitionDrift(entry) is { Length: > 0 } drift)
        {
            throw new DiagnosticException(Report.DefinitionNeedsData(dataset, lockFile.Locate(dataset.Name), drift));
        }

        DatasetFiles.Tell(dataset, entry.BadFiles, report);
        report(Report.FromLock(dataset, lockFile.Locate(dataset.Name)));
        return entry;
    }

    private void CheckDefinition()
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
}
