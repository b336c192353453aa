using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Locking;
using Datastamp.Measuring;

namespace Datastamp.Stamping;

/// <summary>What a lock says of a plan's datasets. No data is looked at.</summary>
internal static class LockedDatasets
{
    /// <summary>What is said of all of them, if all of it can be relied on.</summary>
    /// <exception cref="DiagnosticException">DS0201, DS0202, DS0203, DS0205, DS0210.</exception>
    public static KnownDatasets Read(StampPlan plan)
    {
        var lockFile = LockFile.Read(plan.LockFile);
        Diagnostic[] errors = [.. plan.Datasets.Select(dataset => Problem(lockFile, dataset)).OfType<Diagnostic>()];
        return errors.Length == 0 ? Known(plan, lockFile) : throw new DiagnosticException(errors);
    }

    /// <summary>What is said of any of them, whatever became of their data and definitions since: an editor wants their names.</summary>
    /// <exception cref="DiagnosticException">DS0201, DS0202.</exception>
    public static KnownDatasets ReadAny(StampPlan plan) => Known(plan, LockFile.Read(plan.LockFile));

    /// <summary>Tells what the lock says of datasets that the project does not have.</summary>
    public static void TellOthers(StampPlan plan, LockFile lockFile, Action<Diagnostic> report)
    {
        foreach (var (kind, name, at) in lockFile.EntriesBeside(plan.Datasets))
        {
            report(Report.EntryLeftOver(kind, name, at));
        }
    }

    private static KnownDatasets Known(StampPlan plan, LockFile lockFile) => new(
        [.. plan.Images.Select(dataset => (dataset, Result: lockFile.Image(dataset.Name))).Where(item => item.Result is not null).Select(item => (item.dataset, item.Result!))],
        [.. plan.Videos.Select(dataset => (dataset, Result: lockFile.Video(dataset.Name))).Where(item => item.Result is not null).Select(item => (item.dataset, item.Result!))]);

    private static Diagnostic? Problem(LockFile lockFile, Dataset dataset)
    {
        DatasetResult? entry = dataset is VideoDataset ? lockFile.Video(dataset.Name) : lockFile.Image(dataset.Name);
        return entry is null ? Report.NotLocked(dataset, lockFile.Path)
            : dataset.Measured.DifferenceFrom(entry.Definition) is { Length: > 0 } drift ? Report.DefinitionDrifted(dataset, lockFile.Locate(dataset.Name), drift)
            : lockFile.IsEdited(dataset) ? Report.LockEdited(dataset, lockFile.Locate(dataset.Name))
            : null;
    }
}
