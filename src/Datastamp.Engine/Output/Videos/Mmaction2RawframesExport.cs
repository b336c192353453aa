using Datastamp.Definitions;
using Datastamp.Videos;

namespace Datastamp.Output.Videos;

/// <summary>
/// The annotation file of mmaction2's <c>RawframeDataset</c>: <c>frame_dir total_frames label</c>, the label a number from 0 and
/// the folder of a video's frames named as the video without its extension.
/// <see href="https://mmaction2.readthedocs.io/en/latest/user_guides/prepare_dataset.html"/>
/// </summary>
internal sealed class Mmaction2RawframesExport() : VideoExportFormat("mmaction2-rawframes", "the list of mmaction2's RawframeDataset: folder of frames, frames, label")
{
    public override IReadOnlyList<ExportedFile> Write(VideoDataset dataset, IReadOnlyList<VideoFacts> videos)
    {
        var first = videos.GroupBy(Folder, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        Refuse(dataset, videos, video => ListText.Problem(video.Key)
            ?? (first[Folder(video)] is var other && other == video ? null : $"the folder of its frames would be that of '{other.Key}'"));
        var labels = new VideoLabels(videos);
        return [TextFile("videos.mmaction2-rawframes.txt", videos.Select(video => FormattableString.Invariant($"{Folder(video)} {video.FrameCount} {labels[video]}")))];
    }

    private static string Folder(VideoFacts video)
    {
        var name = video.Key.LastIndexOf('/') + 1;
        var dot = video.Key.LastIndexOf('.');
        return dot > name ? video.Key[..dot] : video.Key;
    }
}
