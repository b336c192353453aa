using Datastamp.Caching;
using Datastamp.Comparing;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Sources;
using Datastamp.Videos;

namespace Datastamp.Stamping;

/// <summary>Resolves a video dataset: files that the record does not know are probed.</summary>
internal sealed class VideoResolver(
    VideoDataset dataset, LockFile lockFile, LockPolicy policy, SharedMeasurements shared, MeasureOptions options, Action<Diagnostic> report)
    : DatasetResolver<VideoResult, VideoRecord>(dataset, lockFile.Video(dataset.Name), lockFile, policy, options, report)
{
    private const int MostNames = 5;

    private readonly Action<Diagnostic> report = report;
    private readonly VideoDataset dataset = dataset;

    protected override Task<VideoRecord> OpenRecordAsync(CancellationToken cancellation) =>
        shared.OpenAsync(dataset, isBelieved: !IsLocked && !IsRecomputed, Options, report, cancellation);

    protected override async Task<(VideoResult Result, bool IsNew, IEnumerable<FileEntry>? Files)> WithDataAsync(ISampleSource source, IReadOnlyList<Sample> samples, VideoRecord record, CancellationToken cancellation)
    {
        // What is locked is verified by its bytes, not by their names and times.
        record.Recall(samples);
        var measurement = await VideoMeasurer.MeasureAsync(dataset, source, samples, record, Options, cancellation);
        record.Save(samples, measurement);
        var read = record.Unknown;
        report(Report.Work(dataset, samples.Count, read, read == 0 ? 0 : measurement.Videos.Count(video => video.FrameCountSource == FrameCountSource.Decode)));
        var result = VideoResult.From(dataset, measurement);

        // The identity of a file need not cover all that is known of it, and a lock can be edited: it holds only if it says the same.
        if (IsInLock(result.Fingerprint) && Entry!.Videos.SequenceEqual(result.Videos) && Entry.BadFiles.SequenceEqual(result.BadFiles))
        {
            return (Entry, false, null);
        }

        if (IsLocked)
        {
            throw Drifted(result.Files, result.Bytes, result.Fingerprint, Differences(Entry!, result));
        }

        return result.Videos.IsEmpty ? throw DatasetFiles.NoneGood(dataset, result.Files, result.BadFiles) : (result, true, null);
    }

    protected override void Tell(VideoResult result) => VideoWarnings.Tell(dataset, result.Videos, report);

    /// <summary>Which files differ, as far as one line may say it; null where only the order of things does.</summary>
    private static string? Differences(VideoResult before, VideoResult now)
    {
        var changes = VideoFiles.Changes(before, now);
        return changes.IsEmpty
            ? null
            : string.Join(", ", changes.Take(MostNames).Select(change => $"{change.Kind.ToString().ToLowerInvariant()}: {change.Key}"))
                + (changes.Length > MostNames ? FormattableString.Invariant($" and {changes.Length - MostNames} more") : string.Empty);
    }
}
