using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Videos;

namespace Datastamp.Tests.Output;

/// <summary>What is known of videos that nobody has looked at.</summary>
internal static class VideoSamples
{
    public static (VideoDataset Dataset, VideoResult Result) Of(string name, int segments, params VideoFacts[] videos)
    {
        var dataset = new VideoDataset { Name = name, Root = "/data", Include = "clips", Segments = segments };
        return (dataset, new()
        {
            Definition = dataset.Measured,
            Fingerprint = "sha256:00",
            Files = videos.Length,
            Bytes = videos.Length,
            BadFiles = [],
            Videos = [.. videos],
        });
    }

    /// <summary>A video of 10 seconds at 30 frames a second or less.</summary>
    public static VideoFacts Clip(string key, int width = 340, int height = 256, int frames = 300, int rateDenominator = 1) => new()
    {
        Key = key,
        Bytes = 1,
        Identity = "tables:00",
        Container = "mp4",
        Codec = "h264",
        Width = width,
        Height = height,
        DisplayWidth = width,
        DisplayHeight = height,
        FrameRate = new(30000, 1000 * rateDenominator),
        Duration = new(10, 1),
        FrameCount = frames,
        FrameCountSource = FrameCountSource.Index,
    };

    /// <summary>Clips of different numbers in folders of different names, all of which can be told from each other.</summary>
    public static VideoFacts[] Clips(int count, int labels, int longestPath = 40) =>
    [
        .. Enumerable.Range(0, count)
            .Select(i => Clip(
                FormattableString.Invariant($"folder{i * labels / count:000}/{new string('v', longestPath - 20)}{i:000000}.mp4"),
                340 + (i % 3), 256 + (i % 2), 100 + (i % 300), 1 + (i % 4))),
    ];
}
