using Datastamp.Definitions;
using Datastamp.Videos;

namespace Datastamp.Output.Videos;

/// <summary>
/// The lists of UCF101's recognition task: <c>classInd.txt</c>, <c>index Class</c>, and <c>trainlist01.txt</c>,
/// <c>Class/file index</c>, both counting classes from 1. <see href="https://www.crcv.ucf.edu/data/UCF101.php"/>
/// </summary>
internal sealed class Ucf101Export() : VideoExportFormat("ucf101", "the lists of UCF101: classInd.txt and trainlist01.txt", isFolder: true)
{
    public override IReadOnlyList<ExportedFile> Write(VideoDataset dataset, IReadOnlyList<VideoFacts> videos)
    {
        Refuse(dataset, videos, video => ListText.Problem(video.Key)
            ?? (video.Key.Count(c => c == '/') == 1 ? null : "this form has videos in folders of their classes, and no others"));
        var labels = new VideoLabels(videos);
        return
        [
            TextFile("classInd.txt", labels.Names.Index().Select(label => FormattableString.Invariant($"{label.Index + 1} {label.Item}"))),
            TextFile("trainlist01.txt", videos.Select(video => FormattableString.Invariant($"{video.Key} {labels[video] + 1}"))),
        ];
    }
}
