using Datastamp.Definitions;
using Datastamp.Locking;
using Datastamp.Videos;

namespace Datastamp.Output.Videos;

/// <summary>JSON Lines: an object a line and video, as <see cref="VideoJson"/> writes it.</summary>
internal sealed class JsonLinesExport() : VideoExportFormat("jsonl", "JSON Lines: an object a video")
{
    public override IReadOnlyList<ExportedFile> Write(VideoDataset dataset, IReadOnlyList<VideoFacts> videos) =>
        [TextFile("videos.jsonl", videos.Select(facts => JsonText.Line(VideoJson.Write(dataset, facts))))];
}
