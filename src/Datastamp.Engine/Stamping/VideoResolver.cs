using Datastamp.Caching;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Sources;
using Datastamp.Videos;

namespace Datastamp.Stamping;

/// <summary>Resolves a video dataset: files that the record does not know are probed.</summary>
internal sealed class VideoResolver(
    VideoDataset dataset, LockFile lockFile, bool isLocked, SharedMeasurements shared, MeasureOptions options, Action<Diagnostic> report)
    : DatasetResolver<VideoResult, VideoRecord>(dataset, lockFile.Video(dataset.Name), lockFile, isLocked, report)
{
    private const int MostNames = 5;

    private readonly Action<Diagnostic> report = report;
    private readonly VideoDataset dataset = dataset;

    protected override async Task<VideoRecord> OpenRecordAsync(CancellationToken cancellation)
    {
        var (file, guard) = await shared.OpenAsync(dataset, options, report, cancellation);
        return new(file, guard, report);
    }

    protected override async Task<(VideoResult Result, bool IsNew)> WithDataAsync(ISampleSource source, IReadOnlyList<Sample> samples, VideoRecord record, CancellationToken cancellation)
    {
        // What is locked is verified by its bytes, not by their names and times.
        var known = IsLocked ? new VideoFacts?[samples.Count] : record.Recall(samples);
        var measurement = await VideoMeasurer.MeasureAsync(dataset, source, samples, index => known[index], options, cancellation);
        record.Save(samples, measurement);
        var read = known.Count(facts => facts is null);
        report(Report.Work(dataset, samples.Count, read, read == 0 ? 0 : measurement.Videos.Count(video => video.FrameCountSource == FrameCountSource.Decode)));
        var result = VideoResult.From(dataset, measurement);

        // The identity of a file need not cover all that is known of it, and a lock can be edited: it holds only if it says the same.
        if (IsInLock(result.Fingerprint) && Entry!.Videos.SequenceEqual(result.Videos) && Entry.BadFiles.SequenceEqual(result.BadFiles))
        {
            return (Entry, false);
        }

        if (IsLocked)
        {
            throw Drifted(result.Files, result.Bytes, result.Fingerprint, Differences(Entry!, result));
        }

        return result.Videos.IsEmpty ? throw DatasetFiles.NoneGood(dataset, result.Files, result.BadFiles) : (result, true);
    }

    protected override void Tell(VideoResult result) => VideoWarnings.Tell(dataset, result.Videos, report);

    /// <summary>Which files differ, as far as one line may say it; null where only the reasons of bad ones do.</summary>
    private static string? Differences(VideoResult before, VideoResult now)
    {
        var old = Files(before);
        var here = Files(now);
        string[] names =
        [
            .. here.Keys.Where(key => !old.ContainsKey(key)).Select(key => $"added: {key}"),
            .. old.Keys.Where(key => !here.ContainsKey(key)).Select(key => $"removed: {key}"),
            .. here.Where(file => old.TryGetValue(file.Key, out var facts) && facts != file.Value).Select(file => $"{(file.Value is null ? "damaged" : "changed")}: {file.Key}"),
        ];
        return names.Length == 0
            ? null
            : string.Join(", ", names.Take(MostNames)) + (names.Length > MostNames ? FormattableString.Invariant($" and {names.Length - MostNames} more") : string.Empty);
    }

    /// <summary>What is known of every whole video, and nulls for bad files, in order of their keys.</summary>
    private static SortedDictionary<string, VideoFacts?> Files(VideoResult result)
    {
        var files = new SortedDictionary<string, VideoFacts?>(StringComparer.Ordinal);
        foreach (var video in result.Videos)
        {
            files[video.Key] = video;
        }

        foreach (var file in result.BadFiles)
        {
            files[file.Key] = null;
        }

        return files;
    }
}
