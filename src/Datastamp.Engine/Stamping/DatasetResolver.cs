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
/// <param name="policy">What the lock may say, and whether anything that is known is believed.</param>
/// <param name="options">How to run.</param>
/// <param name="report">Told of messages and warnings.</param>
internal abstract class DatasetResolver<TResult, TRecord>(Dataset dataset, TResult? entry, LockFile lockFile, LockPolicy policy, MeasureOptions options, Action<Diagnostic> report)
    where TResult : DatasetResult
    where TRecord : IDisposable
{
    /// <summary>What the lock says of the dataset.</summary>
    protected TResult? Entry => entry;

    /// <summary>How to run.</summary>
    protected MeasureOptions Options => options;

    /// <summary>Whether drift is an error.</summary>
    protected bool IsLocked => policy == LockPolicy.Verified;

    /// <summary>Whether everything is measured, whatever is known.</summary>
    protected bool IsRecomputed => policy == LockPolicy.Recomputed;

    public async Task<Resolution> ResolveAsync(CancellationToken cancellation)
    {
        var source = DatasetFiles.SourceOf(dataset);

        // Listed behind the guard: another build may need it for long, and files come and go.
        using var record = await OpenRecordAsync(cancellation);
        var listing = List(source, cancellation);
        if (listing.Samples.Count == 0)
        {
            var known = WithoutData();
            Tell(known);
            return new(dataset, known, listing.Watched, IsDataHere: false);
        }

        if (IsLocked)
        {
            CheckDefinition();
        }

        var (result, isNew, files) = await WithDataAsync(source, listing.Samples, record, cancellation);
        DatasetFiles.Tell(dataset, result.BadFiles, report);
        Tell(result);
        return new(dataset, result, listing.Watched, IsDataHere: true, isNew, files);
    }

    /// <summary>Takes the dataset's record of measurements for this process alone, until it is disposed; an empty one where there is no folder.</summary>
    protected abstract Task<TRecord> OpenRecordAsync(CancellationToken cancellation);

    /// <summary>The result for these samples, whether it belongs into the lock, and the files that it is of where it does not name them.</summary>
    protected abstract Task<(TResult Result, bool IsNew, IEnumerable<FileEntry>? Files)> WithDataAsync(ISampleSource source, IReadOnlyList<Sample> samples, TRecord record, CancellationToken cancellation);

    /// <summary>Tells what is to be known of a result beside its bad files.</summary>
    protected virtual void Tell(TResult result)
    {
    }

    /// <summary>Whether the lock's entry is of this definition and these contents, and as it was written.</summary>
    protected bool IsInLock(string fingerprint) =>
        entry is not null
        && DefinitionDrift(entry).Length == 0
        && string.Equals(fingerprint, entry.Fingerprint, StringComparison.Ordinal)
        && !lockFile.IsEdited(dataset);

    protected string DefinitionDrift(TResult older) => dataset.Measured.DifferenceFrom(older.Definition);

    protected DiagnosticException Drifted(int files, long bytes, string fingerprint, string? names = null)
    {
        var isSame = string.Equals(fingerprint, entry!.Fingerprint, StringComparison.Ordinal);
        if (isSame && string.IsNullOrEmpty(names) && lockFile.IsEdited(dataset))
        {
            return new(Report.LockEdited(dataset, lockFile.Locate(dataset.Name)));
        }

        var drift = isSame ? "the same files, of which the lock says something else"
            : files == entry.Files && bytes == entry.Bytes ? "as many files and bytes, but other contents or names"
            : string.Create(CultureInfo.InvariantCulture, $"{files} files of {bytes} bytes here, {entry.Files} files of {entry.Bytes} bytes in the lock");
        return new(Report.Drifted(dataset, lockFile.Locate(dataset.Name), string.IsNullOrEmpty(names) ? drift : $"{drift} ({names})"));
    }

    /// <summary>What the source holds. A server that gives nothing is like a folder that is not there, as long as the lock can stand in.</summary>
    private Listing List(ISampleSource source, CancellationToken cancellation)
    {
        try
        {
            return DatasetFiles.List(dataset, source, options, cancellation);
        }
        catch (DiagnosticException e) when (entry is not null && !IsRecomputed && e.Diagnostics is [var refusal] && Report.IsRemoteRefused(refusal))
        {
            report(Report.RemoteNotLookedAt(dataset, refusal));
            return new([], [new(dataset.Root, Length: 0, Ticks: 0)]);
        }
    }

    private TResult WithoutData()
    {
        if (entry is null)
        {
            throw new DiagnosticException(IsLocked ? Report.NotLocked(dataset, lockFile.Path) : Report.NoData(dataset, lockFile.Path));
        }

        if (DefinitionDrift(entry) is { Length: > 0 } drift)
        {
            throw new DiagnosticException(Report.DefinitionNeedsData(dataset, lockFile.Locate(dataset.Name), drift));
        }

        if (lockFile.IsEdited(dataset))
        {
            throw new DiagnosticException(Report.LockEdited(dataset, lockFile.Locate(dataset.Name)));
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
