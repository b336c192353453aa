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
        if (IsInLock(measurement.Fingerprint))
        {
            return (Entry!, false);
        }

        if (IsLocked)
        {
            throw Drifted(measurement.Files, measurement.Bytes, Differences(Entry!, measurement));
        }

        var result = VideoResult.From(dataset, measurement);
        return result.Videos.IsEmpty ? throw DatasetFiles.NoneGood(dataset, measurement.Files, measurement.BadFiles) : (result, true);
    }

    protected override void Tell(VideoResult result) => VideoWarnings.Tell(dataset, result.Videos, report);

    /// <summary>Which videos differ, as far as one line may say it.</summary>
    private static string Differences(VideoResult before, VideoMeasurement now)
    {
        var old = before.Videos.ToDictionary(video => video.Key, video => video.Identity, StringComparer.Ordinal);
        var oldBad = before.BadFiles.Select(file => file.Key).ToHashSet(StringComparer.Ordinal);
        var bad = now.BadFiles.Select(file => file.Key).ToHashSet(StringComparer.Ordinal);
        var here = now.Videos.Select(video => video.Key).Concat(bad).ToHashSet(StringComparer.Ordinal);
        string[] names =
        [
            .. here.Where(key => !old.ContainsKey(key) && !oldBad.Contains(key)).Order(StringComparer.Ordinal).Select(key => $"added: {key}"),
            .. old.Keys.Concat(oldBad).Where(key => !here.Contains(key)).Select(key => $"removed: {key}"),
            .. bad.Where(old.ContainsKey).Select(key => $"damaged: {key}"),
            .. now.Videos.Where(video => IsChanged(video) && !bad.Contains(video.Key)).Select(video => $"changed: {video.Key}"),
        ];
        return string.Join(", ", names.Take(MostNames)) + (names.Length > MostNames ? FormattableString.Invariant($" and {names.Length - MostNames} more") : string.Empty);

        // What was bad has no identity in the lock, but is another file where it became a whole one.
        bool IsChanged(VideoFacts video) => old.TryGetValue(video.Key, out var identity)
            ? !string.Equals(identity, video.Identity, StringComparison.Ordinal)
            : oldBad.Contains(video.Key);
    }
}
