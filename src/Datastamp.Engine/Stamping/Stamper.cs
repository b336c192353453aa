using System.Collections.Immutable;
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
using Datastamp.Videos;

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
        var (source, listing) = Find(dataset, cancellation);
        var result = await ImageResolver.MeasureAsync(dataset, source, new FingerprintBuilder(listing.Samples), options, cancellation);
        DatasetFiles.Tell(dataset, result.BadFiles, report);
        return result;
    }

    /// <summary>Measures one video dataset, whatever any lock says. Bad files are in what is returned, and told by nothing else.</summary>
    /// <param name="dataset">What to measure.</param>
    /// <param name="options">How to run.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <exception cref="DiagnosticException">DS0105, DS0106, DS0301.</exception>
    public static async Task<VideoMeasurement> MeasureAsync(VideoDataset dataset, MeasureOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var (source, listing) = Find(dataset, cancellation);
        return await VideoMeasurer.MeasureAsync(dataset, source, listing.Samples, _ => null, options, cancellation);
    }

    /// <summary>What is to be told of a measurement of videos: bad files, files that contradict themselves, clips of fewer frames than segments.</summary>
    /// <param name="dataset">What was measured.</param>
    /// <param name="measurement">What was found.</param>
    /// <param name="report">Told of warnings.</param>
    /// <exception cref="DiagnosticException">DS0101: bad files, which the dataset does not skip.</exception>
    public static void Tell(VideoDataset dataset, VideoMeasurement measurement, Action<Diagnostic> report)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(measurement);
        ArgumentNullException.ThrowIfNull(report);
        VideoWarnings.Tell(dataset, measurement.Videos.Where(video => video.Health == VideoHealth.Whole), report);
        DatasetFiles.Tell(dataset, measurement.BadFiles, report);
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
        CheckNames(plan.Datasets);
        var lockSeen = LookAt(plan.LockFile);
        if (plan.IsDesignTime)
        {
            var fromLock = FromLock(plan);
            var generated = Code(plan, fromLock);
            AtomicFile.Write(generated);
            return new(lockSeen, Written(generated), []) { Known = fromLock };
        }

        var shared = SharedMeasurements.Open(plan.CacheFolder ?? SharedMeasurements.DefaultFolder, report);
        var lockFile = LockFile.Read(plan.LockFile);
        var resolutions = await ResolveAsync(plan, lockFile, shared, options, report, cancellation);

        // Other frameworks of this project write the same lock and the same artifacts.
        using var guard = await shared.GuardAsync(plan.LockFile, report, cancellation);
        var known = Known(resolutions);
        List<(string Path, byte[]? Content)> files = [.. Code(plan, known), .. await ArtifactsAsync(plan, known, options, cancellation), .. FileLists(plan, resolutions)];
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

        // A lock that others changed meanwhile, in entries that were used, is none that the code is of: the next build looks again.
        return new(update is { IsOfUsedEntries: true } ? LookAt(plan.LockFile) : lockSeen, written, resolutions.SelectMany(resolution => resolution.Watched)) { Known = known };
    }

    /// <summary>What a project's lock says of its datasets. No data is looked at.</summary>
    /// <exception cref="DiagnosticException">DS0201, DS0202, DS0203, DS0205, DS0210: the lock is no lock, has no entry, one of another definition, or an edited one.</exception>
    public static KnownDatasets ReadLock(StampPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var lockFile = LockFile.Read(plan.LockFile);
        Diagnostic[] errors = [.. plan.Datasets.Select(dataset => LockProblem(lockFile, dataset)).OfType<Diagnostic>()];
        return errors.Length == 0 ? FromLock(plan) : throw new DiagnosticException(errors);
    }

    /// <summary>What is true of datasets now, where their data is here, and what the lock says where not. Nothing is written.</summary>
    /// <inheritdoc cref="StampAsync"/>
    public static async Task<KnownDatasets> LookAsync(StampPlan plan, MeasureOptions options, Action<Diagnostic> report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(report);
        CheckNames(plan.Datasets);
        var shared = SharedMeasurements.Open(plan.CacheFolder ?? SharedMeasurements.DefaultFolder, report);
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
        CheckNames(plan.Datasets);
        var shared = SharedMeasurements.Open(plan.CacheFolder ?? SharedMeasurements.DefaultFolder, report);
        var present = LockFile.Read(plan.LockFile);
        var lists = plan.FileLists;
        IEnumerable<string>? ReadList(string name) => request.ReadList is { } read ? read(lists[name]) : FileList.Lines(lists[name]);
        var context = new ComparisonContext(request.Against ?? present, ReadList, shared, request.Depth, request.IsMeasured, options, report);
        var standIn = request.Against is null ? null : present;
        return await EachAsync(
            plan.Datasets,
            dataset => dataset switch
            {
                ImageDataset images => new ImageComparer(images, context).CompareAsync(standIn?.Image(images.Name), cancellation),
                VideoDataset videos => new VideoComparer(videos, context).CompareAsync(standIn?.Video(videos.Name), cancellation),
                _ => throw new NotSupportedException(dataset.GetType().Name),
            },
            cancellation);
    }

    /// <summary>A report is made of a look at the data, unless the one that is there is of the same results.</summary>
    private static async Task<IReadOnlyList<(string Path, byte[]? Content)>> ArtifactsAsync(StampPlan plan, KnownDatasets known, MeasureOptions options, CancellationToken cancellation)
    {
        var files = new List<(string Path, byte[]? Content)>();
        foreach (var artifact in plan.Artifacts)
        {
            foreach (var (path, content) in artifact.Write(known))
            {
                files.Add((path, artifact.Format == ArtifactFormat.Report ? await ReportFile.WriteAsync(path, content, artifact.Project, known, options, cancellation) : content));
            }
        }

        return files;
    }

    private static (ISampleSource Source, Listing Listing) Find(Dataset dataset, CancellationToken cancellation)
    {
        var source = DatasetFiles.SourceOf(dataset);
        var listing = DatasetFiles.List(dataset, source, cancellation);
        return listing.Samples.Count > 0 ? (source, listing) : throw new DiagnosticException(Report.NoFiles(dataset));
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

    /// <summary>The code, and the data that it reads; nothing where it needs none.</summary>
    private static (string Path, byte[]? Content)[] Code(StampPlan plan, KnownDatasets known)
    {
        if (plan.CodeFile is not { } file)
        {
            return [];
        }

        var code = CodeFile.Write(plan.Code, known);
        return [(file, AtomicFile.Encode(code.Text)), (file + ".bin", code.Data.Length > 0 ? code.Data : null)];
    }

    /// <summary>The lists that are committed beside the lock, which is not written in locked mode.</summary>
    private static IEnumerable<(string Path, byte[]? Content)> FileLists(StampPlan plan, List<Resolution> resolutions) =>
        plan is { HasFileLists: true, LockPolicy: not LockPolicy.Verified }
            ? resolutions.Where(resolution => resolution.Files is not null).Select(resolution => (plan.FileLists[resolution.Dataset.Name], (byte[]?)FileList.Encode(resolution.Files!)))
            : [];

    private static IReadOnlyList<string> Written(IEnumerable<(string Path, byte[]? Content)> files) =>
        [.. files.Where(file => file.Content is not null).Select(file => file.Path)];

    private static KnownDatasets Known(List<Resolution> resolutions) => new(
        [.. resolutions.Where(resolution => resolution.Dataset is ImageDataset).Select(resolution => ((ImageDataset)resolution.Dataset, (ImageResult)resolution.Result))],
        [.. resolutions.Where(resolution => resolution.Dataset is VideoDataset).Select(resolution => ((VideoDataset)resolution.Dataset, (VideoResult)resolution.Result))]);

    /// <summary>What the lock knows of the datasets, whatever became of their data and definitions since: an editor wants their names.</summary>
    private static KnownDatasets FromLock(StampPlan plan)
    {
        var lockFile = LockFile.Read(plan.LockFile);
        return new(
            [.. plan.Images.Select(dataset => (dataset, Result: lockFile.Image(dataset.Name))).Where(item => item.Result is not null).Select(item => (item.dataset, item.Result!))],
            [.. plan.Videos.Select(dataset => (dataset, Result: lockFile.Video(dataset.Name))).Where(item => item.Result is not null).Select(item => (item.dataset, item.Result!))]);
    }

    private static Task<List<Resolution>> ResolveAsync(
        StampPlan plan, LockFile lockFile, SharedMeasurements shared, MeasureOptions options, Action<Diagnostic> report, CancellationToken cancellation) => EachAsync(
            plan.Datasets,
            dataset => dataset switch
            {
                ImageDataset images => new ImageResolver(images, lockFile, plan.LockPolicy, shared, options, report).ResolveAsync(cancellation),
                VideoDataset videos => new VideoResolver(videos, lockFile, plan.LockPolicy, shared, options, report).ResolveAsync(cancellation),
                _ => throw new NotSupportedException(dataset.GetType().Name),
            },
            cancellation);

    /// <summary>Does something with every dataset, one after another, and tells the errors of all of them together.</summary>
    private static async Task<List<T>> EachAsync<T>(ImmutableArray<Dataset> datasets, Func<Dataset, Task<T>> take, CancellationToken cancellation)
    {
        var taken = new List<T>();
        var errors = new List<Diagnostic>();
        foreach (var dataset in datasets)
        {
            try
            {
                taken.Add(await take(dataset));
            }
            catch (DiagnosticException e)
            {
                errors.AddRange(e.Diagnostics);
            }
        }

        cancellation.ThrowIfCancellationRequested();
        return errors.Count == 0 ? taken : throw new DiagnosticException(errors);
    }

    private static Diagnostic? LockProblem(LockFile lockFile, Dataset dataset)
    {
        DatasetResult? entry = dataset is VideoDataset ? lockFile.Video(dataset.Name) : lockFile.Image(dataset.Name);
        return entry is null ? Report.NotLocked(dataset, lockFile.Path)
            : dataset.Measured.DifferenceFrom(entry.Definition) is { Length: > 0 } drift ? Report.DefinitionDrifted(dataset, lockFile.Locate(dataset.Name), drift)
            : lockFile.IsEdited(dataset) ? Report.LockEdited(dataset, lockFile.Locate(dataset.Name))
            : null;
    }

    private static void CheckNames(ImmutableArray<Dataset> datasets)
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
