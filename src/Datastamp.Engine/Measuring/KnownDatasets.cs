using Datastamp.Definitions;

namespace Datastamp.Measuring;

/// <summary>What every output is written from.</summary>
/// <param name="Images">The image datasets and what is known of them, in the project's order.</param>
/// <param name="Videos">The video datasets and what is known of them, in the project's order.</param>
public sealed record KnownDatasets(
    IReadOnlyList<(ImageDataset Dataset, ImageResult Result)> Images,
    IReadOnlyList<(VideoDataset Dataset, VideoResult Result)> Videos)
{
    /// <summary>The datasets' names, in the order in which they are written.</summary>
    public IEnumerable<string> Names => [.. Images.Select(item => item.Dataset.Name), .. Videos.Select(item => item.Dataset.Name)];
}
