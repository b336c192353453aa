using Datastamp.Caching;
using Datastamp.Comparing;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Output;
using Datastamp.Output.Reports;
using Datastamp.Sources;
using Datastamp.Surveying;

namespace Datastamp.Stamping;

/// <summary>The orchestrator: takes definitions through the stages, in order. Everything that people or builds ask of a project ends here.</summary>
public static class Stamper
{
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
        DatasetLoop.CheckNames(plan.Datasets);
        if (plan.IsDesignTime)
        {
            var seen = LookAt(plan.LockFile);
            var fromLock = LockedDatasets.ReadAny(plan);
            var generated = PlannedFiles.Code(plan, fromLock);
            AtomicFile.Write(generated);
            return new(seen, Written(generated), []) { Known = fromLock };
        }

        using var shared = SharedMeasurements.Open(plan.CacheFolder ?? SharedMeasurements.DefaultFolder, report);
        var (lockSeen, lockFile) = ReadAsSeen(plan.LockFile);
        var resolutions = await ResolveAsync(plan, lockFile, shared, options, report, cancellation);

        // Other frameworks of this project write the same lock and the same artifacts.
        using var guard = await shared.GuardAsync(plan.LockFile, options, report, cancellation);
        var known = Known(resolutions);
        List<(string Path, byte[]? Content)> files = [.. PlannedFiles.Code(plan, known), .. await PlannedFiles.ArtifactsAsync(plan, known, resolutions, options, cancellation), .. PlannedFiles.Lists(plan, resolutions)];
        var written = Written(files);
        var news = resolutions.FindAll(resolution => resolution.IsNew);
        var lockNow = news.Count == 0 || LookAt(plan.LockFile).SequenceEqual(lockSeen) ? lockFile : LockFile.Read(plan.LockFile);
        var update = news.Count > 0 ? LockUpdate.Of(lockNow, resolutions) : null;
        if (update is not null)
        {
            files.Add((plan.LockFile, AtomicFile.Encode(update.LockFile.Text)));
        }

        var changed = AtomicFile.Write(files);
        foreach (var resolution in resolutions.Where(resolution => resolution.Files is not null))
        {
            shared.Remember(resolution.Result.Fingerprint, resolution.Files!, report);
        }

        if (update is not null && changed[^1])
        {
            update.Changes.ForEach(report);
        }

        if (plan.IsWholeProject)
        {
            LockedDatasets.TellOthers(plan, update is null ? lockFile : LockFile.Read(plan.LockFile), report);
        }

        // A lock that others changed meanwhile, in entries that were used, is none that the code is of: the next build looks again.
        return new(update is { IsOfUsedEntries: true } ? LookAt(plan.LockFile) : lockSeen, written, resolutions.SelectMany(resolution => resolution.Watched)) { Known = known };
    }

    /// <summary>What a project's lock says of its datasets. No data is looked at.</summary>
    /// <exception cref="DiagnosticException">DS0002; DS0201, DS0202, DS0203, DS0205, DS0210: the lock is no lock, has no entry, one of another definition, or an edited one.</exception>
    public static KnownDatasets ReadLock(StampPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        DatasetLoop.CheckNames(plan.Datasets);
        return LockedDatasets.Read(plan);
    }

    /// <summary>What is true of datasets now, where their data is here, and what the lock says where not. Nothing is written.</summary>
    /// <inheritdoc cref="StampAsync"/>
    public static async Task<KnownDatasets> LookAsync(StampPlan plan, MeasureOptions options, Action<Diagnostic> report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(report);
        DatasetLoop.CheckNames(plan.Datasets);
        using var shared = SharedMeasurements.Open(plan.CacheFolder ?? SharedMeasurements.DefaultFolder, report);
        return Known(await ResolveAsync(plan with { LockPolicy = LockPolicy.Followed }, LockFile.Read(plan.LockFile), shared, options, report, cancellation));
    }

    /// <summary>A page for people of what is known of a project's datasets, and of what a look at their data adds.</summary>
    /// <param name="project">The project's name.</param>
    /// <param name="known">The datasets and what is known of them.</param>
    /// <param name="options">How to run.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="DiagnosticException">DS0003, DS0105, DS0301.</exception>
    public static async Task<string> ReportAsync(string project, KnownDatasets known, MeasureOptions options, CancellationToken cancellation) =>
        HtmlReport.Write(project, known, await Surveyor.SurveyAsync(known, options, cancellation));

    /// <summary>Compares datasets with a lock. Neither lock nor code is written.</summary>
    /// <param name="plan">The datasets, and the project's lock.</param>
    /// <param name="request">What to compare with, and how closely.</param>
    /// <param name="options">How to run.</param>
    /// <param name="report">Told of messages.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>A comparison a dataset, in the project's order.</returns>
    /// <exception cref="DiagnosticException">DS0003, DS0105, DS0201, DS0202, DS0301.</exception>
    public static async Task<IReadOnlyList<DatasetComparison>> CompareAsync(
        StampPlan plan, ComparisonRequest request, MeasureOptions options, Action<Diagnostic> report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(report);
        DatasetLoop.CheckNames(plan.Datasets);
        using var shared = SharedMeasurements.Open(plan.CacheFolder ?? SharedMeasurements.DefaultFolder, report);
        var present = LockFile.Read(plan.LockFile);
        if (plan.IsWholeProject)
        {
            LockedDatasets.TellOthers(plan, present, report);
        }

        var lists = plan.FileLists;
        IEnumerable<string>? ReadList(string name) => request.ReadList is { } read ? read(lists[name]) : FileList.Lines(lists[name]);
        var standIn = request.Against is null ? null : present;
        var context = new ComparisonContext(request.Against ?? present, standIn is not null, ReadList, shared, request.Depth, request.IsMeasured, options, report);
        return await DatasetLoop.RunAsync(
            plan.Datasets,
            dataset => dataset switch
            {
                ImageDataset images => new ImageComparer(images, context).CompareAsync(standIn?.Image(images.Name), cancellation),
                VideoDataset videos => new VideoComparer(videos, context).CompareAsync(standIn?.Video(videos.Name), cancellation),
                _ => throw new NotSupportedException(dataset.GetType().Name),
            },
            cancellation);
    }

    /// <summary>The lock, and what was seen of the very file that was read: another framework may write a new one in between.</summary>
    private static (WatchedPath[] Seen, LockFile LockFile) ReadAsSeen(string path)
    {
        for (var seen = LookAt(path); ;)
        {
            var lockFile = LockFile.Read(path);
            var now = LookAt(path);
            if (now.SequenceEqual(seen))
            {
                return (seen, lockFile);
            }

            seen = now;
        }
    }

    private static WatchedPath[] LookAt(string lockFile)
    {
        try
        {
            var target = FolderWalk.Look(lockFile).File;
            return new FileInfo(lockFile) is { LinkTarget: not null } link
                ? [new(lockFile, link.Length, link.LastWriteTimeUtc.Ticks), target]
                : [target];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(Report.CannotRead("lock", lockFile, e.Message), e);
        }
    }

    private static IReadOnlyList<string> Written(IEnumerable<(string Path, byte[]? Content)> files) =>
        [.. files.Where(file => file.Content is not null).Select(file => file.Path)];

    private static KnownDatasets Known(List<Resolution> resolutions) => new(
        [.. resolutions.Where(resolution => resolution.Dataset is ImageDataset).Select(resolution => ((ImageDataset)resolution.Dataset, (ImageResult)resolution.Result))],
        [.. resolutions.Where(resolution => resolution.Dataset is VideoDataset).Select(resolution => ((VideoDataset)resolution.Dataset, (VideoResult)resolution.Result))]);

    private static Task<List<Resolution>> ResolveAsync(
        StampPlan plan, LockFile lockFile, SharedMeasurements shared, MeasureOptions options, Action<Diagnostic> report, CancellationToken cancellation) => DatasetLoop.RunAsync(
            plan.Datasets,
            dataset => dataset switch
            {
                ImageDataset images => new ImageResolver(images, lockFile, plan.LockPolicy, shared, options, report).ResolveAsync(cancellation),
                VideoDataset videos => new VideoResolver(videos, lockFile, plan.LockPolicy, shared, options, report).ResolveAsync(cancellation),
                _ => throw new NotSupportedException(dataset.GetType().Name),
            },
            cancellation);
}
