using Datastamp.Videos;

namespace Datastamp.Output.Videos;

/// <summary>The labels of a dataset, numbered from 0 in ordinal order.</summary>
internal sealed class VideoLabels
{
    private readonly Dictionary<string, int> indices;

    public VideoLabels(IEnumerable<VideoFacts> videos)
    {
        Names = [.. videos.Select(video => video.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        indices = Names.Index().ToDictionary(label => label.Item, label => label.Index, StringComparer.Ordinal);
    }

    /// <summary>The labels, in their order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The number of a video's label.</summary>
    public int this[VideoFacts video] => indices[video.Label];
}
