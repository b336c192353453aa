using System.Collections.Immutable;
using Datastamp.Caching;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Output;
using Datastamp.Sources;
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
        CheckNames([.. plan.Images, .. plan.Videos]);
        var lockSeen = LookAt(plan.LockFile);
        if (plan.IsDesignTime)
        {
            var generated = Code(plan, FromLock(plan));
            AtomicFile.Write(generated);
            return new(lockSeen, Written(generated), []);
        }

        var shared = SharedMeasurements.Open(plan.CacheFolder ?? SharedMeasurements.DefaultFolder, report);
        var lockFile = LockFile.Read(plan.LockFile);
        var resolutions = await ResolveAsync(plan, lockFile, shared, options, report, cancellation);

        // Other frameworks of this project write the same lock and the same artifacts.
        using var guard = await shared.GuardAsync(plan.LockFile, report, cancellation);
        var known = Known(resolutions);
        List<(string Path, byte[]? Content)> files = [.. Code(plan, known), .. plan.Artifacts.SelectMany(artifact => artifact.Write(known)).Select(file => (file.Path, (byte[]?)file.Content))];
        var written = Written(files);
        var news = resolutions.FindAll(resolution => resolution.IsNew);
        var lockNow = news.Count == 0 || LookAt(plan.LockFile).SequenceEqual(lockSeen) ? lockFile : LockFile.Read(plan.LockFile);
        var update = news.Count > 0 ? LockUpdate.Of(lockNow, resolutions) : null;
        if (update is not null)
        {
            files.Add((plan.LockFile, AtomicFile.Encode(update.LockFile.Text)));
        }

        var changed = AtomicFile.Write(files);
        if (update is not null && changed[^1])
        {
            update.Changes.ForEach(report);
        }

        // A lock that others changed meanwhile, in entries that were used, is none that the code is of: the next build looks again.
        return new(update is { IsOfUsedEntries: true } ? LookAt(plan.LockFile) : lockSeen, written, resolutions.SelectMany(resolution => resolution.Watched));
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
        var code = CodeFile.Write(plan.Code, known);
        return [(plan.CodeFile, AtomicFile.Encode(code.Text)), (plan.DataFile, code.Data.Length > 0 ? code.Data : null)];
    }

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

    private static async Task<List<Resolution>> ResolveAsync(
        StampPlan plan, LockFile lockFile, SharedMeasurements shared, MeasureOptions options, Action<Diagnostic> report, CancellationToken cancellation)
    {
        var resolutions = new List<Resolution>();
        var errors = new List<Diagnostic>();
        foreach (Dataset dataset in (IEnumerable<Dataset>)[.. plan.Images, .. plan.Videos])
        {
            try
            {
                resolutions.Add(await (dataset switch
                {
                    ImageDataset images => new ImageResolver(images, lockFile, plan.IsLocked, shared, options, report).ResolveAsync(cancellation),
                    VideoDataset videos => new VideoResolver(videos, lockFile, plan.IsLocked, shared, options, report).ResolveAsync(cancellation),
                    _ => throw new NotSupportedException(dataset.GetType().Name),
                }));
            }
            catch (DiagnosticException e)
            {
                errors.AddRange(e.Diagnostics);
            }
        }

        cancellation.ThrowIfCancellationRequested();
        return errors.Count == 0 ? resolutions : throw new DiagnosticException(errors);
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
