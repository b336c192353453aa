using System.Collections.Immutable;
using Datastamp.Caching;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Output;
using Datastamp.Sources;

namespace Datastamp.Stamping;

/// <summary>The orchestrator: takes definitions through the stages, in order. Everything that people or builds start ends here.</summary>
public static class Stamper
{
    /// <summary>Measures one image dataset, whatever any lock says.</summary>
    /// <param name="dataset">What to measure.</param>
    /// <param name="options">How to run.</param>
    /// <param name="report">Told of warnings.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <exception cref="DiagnosticException">DS0101, DS0103–DS0105, DS0301.</exception>
    public static async Task<ImageResult> MeasureAsync(
        ImageDataset dataset, MeasureOptions options, Action<Diagnostic> report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var source = ImageData.SourceOf(dataset);
        var listing = ImageData.List(dataset, source, cancellation);
        if (listing.Samples.Count == 0)
        {
            throw new DiagnosticException(Report.NoFiles(dataset));
        }

        var result = await ImageData.MeasureAsync(dataset, source, new FingerprintBuilder(listing.Samples), options, cancellation);
        ImageData.Tell(dataset, result.BadFiles, report);
        return result;
    }

    /// <summary>
    /// Brings the lock, the generated code and the artifacts in line with the data, or verifies that they are. Writes all of
    /// it or, on any error, nothing.
    /// </summary>
    /// <param name="plan">What to do.</param>
    /// <param name="options">How to run.</param>
    /// <param name="report">Told of messages and warnings, as they come.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <exception cref="DiagnosticException">Any of the catalogue, all errors together.</exception>
    public static async Task<StampOutcome> StampAsync(
        StampPlan plan, MeasureOptions options, Action<Diagnostic> report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(report);
        CheckNames(plan.Images);
        var lockSeen = LookAt(plan.LockFile);
        if (plan.IsDesignTime)
        {
            var known = FromLock(plan);
            AtomicFile.Write(plan.CodeFile, Code(plan, known));
            return new(lockSeen, [plan.CodeFile], []);
        }

        var shared = SharedMeasurements.Open(plan.CacheFolder ?? SharedMeasurements.DefaultFolder, report);
        var resolutions = await ResolveAsync(plan, shared, options, report, cancellation);

        // Other frameworks of this project write the same lock and the same artifacts.
        using var guard = await shared.GuardAsync(plan.LockFile, report, cancellation);
        var files = new List<(string Path, string Text)> { (plan.CodeFile, Code(plan, resolutions)) };
        files.AddRange(plan.Artifacts.Select(artifact => (artifact.Path, artifact.Write(Results(resolutions)))));
        IReadOnlyList<string> written = files.ConvertAll(file => file.Path);
        var news = resolutions.FindAll(resolution => resolution.IsNew);
        var update = news.Count > 0 ? LockUpdate.Of(plan.LockFile, resolutions) : null;
        if (update is not null)
        {
            files.Add((plan.LockFile, update.LockFile.Text));
        }

        var changed = AtomicFile.Write(files);
        if (update is not null && changed[^1])
        {
            update.Changes.ForEach(report);
        }

        // A lock that others changed meanwhile, in entries that were used, is none that the code is of: the next build looks again.
        return new(update is { IsOfUsedEntries: true } ? LookAt(plan.LockFile) : lockSeen, written, resolutions.SelectMany(resolution => resolution.Watched));
    }

    private static WatchedPath[] LookAt(string lockFile)
    {
        try
        {
            var target = FolderWalk.Look(lockFile);
            return new FileInfo(lockFile) is { LinkTarget: not null } link
                ? [new(lockFile, link.Length, link.LastWriteTimeUtc.Ticks), target]
                : [target];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(Report.CannotRead("lock", lockFile, e.Message), e);
        }
    }

    private static string Code(StampPlan plan, List<Resolution> resolutions) => CodeFile.Write(plan.Code, Results(resolutions)).Text;

    private static KnownDatasets Results(List<Resolution> resolutions) =>
        new(resolutions.ConvertAll(resolution => (resolution.Dataset, resolution.Result)), []);

    /// <summary>What the lock knows of the datasets, whatever became of their data and definitions since: an editor wants their names.</summary>
    private static List<Resolution> FromLock(StampPlan plan)
    {
        var lockFile = LockFile.Read(plan.LockFile);
        return [.. plan.Images
            .Select(dataset => (Dataset: dataset, Entry: lockFile.Image(dataset.Name)))
            .Where(item => item.Entry is not null)
            .Select(item => new Resolution(item.Dataset, item.Entry!, []))];
    }

    private static async Task<List<Resolution>> ResolveAsync(
        StampPlan plan, SharedMeasurements shared, MeasureOptions options, Action<Diagnostic> report, CancellationToken cancellation)
    {
        var lockFile = LockFile.Read(plan.LockFile);
        var resolutions = new List<Resolution>();
        var errors = new List<Diagnostic>();
        foreach (var dataset in plan.Images)
        {
            try
            {
                resolutions.Add(await new ImageResolver(dataset, lockFile, plan.IsLocked, shared, options, report).ResolveAsync(cancellation));
            }
            catch (DiagnosticException e)
            {
                errors.AddRange(e.Diagnostics);
            }
        }

        cancellation.ThrowIfCancellationRequested();
        return errors.Count == 0 ? resolutions : throw new DiagnosticException(errors);
    }

    private static void CheckNames(ImmutableArray<ImageDataset> datasets)
    {
        var duplicates = datasets
            .GroupBy(dataset => dataset.Name, StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(group => group.ToArray())
            .Select(same => Report.DuplicateName(same[0], same[1]))
            .ToArray();
        if (duplicates.Length > 0)
        {
            throw new DiagnosticException(duplicates);
        }
    }
}
