using Datastamp.Definitions;
using Datastamp.Videos;

namespace Datastamp.Output.Videos;

/// <summary>
/// The list of TSN and TSM: <c>path frames label</c>, the label a number from 0.
/// <see href="https://github.com/yjxiong/tsn-pytorch/blob/master/dataset.py"/> splits lines at single spaces.
/// </summary>
internal sealed class TsnExport() : VideoExportFormat("tsn", "the list of TSN and TSM: path, frames, label")
{
    public override IReadOnlyList<ExportedFile> Write(VideoDataset dataset, IReadOnlyList<VideoFacts> videos)
    {
        Refuse(dataset, videos, video => ListText.Problem(video.Key));
        var labels = new VideoLabels(videos);
        return [TextFile("videos.tsn.txt", videos.Select(video => FormattableString.Invariant($"{video.Key} {video.FrameCount} {labels[video]}")))];
    }
}
