using Datastamp.Definitions;
using Datastamp.Videos;

namespace Datastamp.Output.Videos;

/// <summary>
/// The annotation file of mmaction2's <c>VideoDataset</c>: <c>path label</c>, the label a number from 0.
/// <see href="https://mmaction2.readthedocs.io/en/latest/user_guides/prepare_dataset.html"/>
/// </summary>
internal sealed class Mmaction2Export() : VideoExportFormat("mmaction2", "the list of mmaction2's VideoDataset: path, label")
{
    public override IReadOnlyList<ExportedFile> Write(VideoDataset dataset, IReadOnlyList<VideoFacts> videos)
    {
        Refuse(dataset, videos, video => ListText.Problem(video.Key));
        var labels = new VideoLabels(videos);
        return [TextFile("videos.mmaction2.txt", videos.Select(video => FormattableString.Invariant($"{video.Key} {labels[video]}")))];
    }
}
