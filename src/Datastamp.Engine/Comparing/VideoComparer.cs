using System.Collections.Immutable;
using Datastamp.Caching;
using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Sources;

namespace Datastamp.Comparing;

/// <summary>Compares a video dataset by all that is known of its files: probing takes no longer than hashing would.</summary>
internal sealed class VideoComparer(VideoDataset dataset, ComparisonContext context)
    : Comparer<VideoResult, VideoRecord>(dataset, context.Lock.Video(dataset.Name), context)
{
    private readonly VideoDataset dataset = dataset;

    protected override Task<VideoRecord> OpenRecordAsync(CancellationToken cancellation) =>
        Context.Shared.OpenAsync(dataset, isBelieved: Context.Depth == ComparisonDepth.Quick, Context.Options, Context.Report, cancellation);

    protected override async Task<DatasetComparison> WithDataAsync(
        DatasetComparison start, ISampleSource source, IReadOnlyList<Sample> samples, VideoRecord record, CancellationToken cancellation)
    {
        record.Recall(samples);
        var measurement = await VideoMeasurer.MeasureAsync(dataset, source, samples, record, Context.Options, cancellation);
        record.Save(samples, measurement);
        var now = VideoResult.From(dataset, measurement);
        var files = Before is null ? (ImmutableArray<FileChange>?)null : VideoFiles.Changes(Before, now);
        return start with
        {
            Now = now,
            FilesRead = record.Unknown,
            IsContentChanged = files is not { IsEmpty: true } || !string.Equals(now.Fingerprint, Before!.Fingerprint, StringComparison.Ordinal),
            BadFiles = now.BadFiles,
            Files = files,
            Numbers = Before is null ? [] : NumberChanges.Between(Before, now),
        };
    }

    protected override ImmutableArray<FileEntry>? Files(VideoResult result) => VideoFiles.Of(result);
}
