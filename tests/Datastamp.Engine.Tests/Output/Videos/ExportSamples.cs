using Datastamp.Definitions;
using Datastamp.Output.Videos;
using Datastamp.Videos;

namespace Datastamp.Tests.Output.Videos;

/// <summary>Videos whose values and names are of every kind.</summary>
internal static class ExportSamples
{
    public static VideoDataset Dataset { get; } = new() { Name = "Clips", Root = "/data", Include = "clips", Segments = 3 };

    /// <summary>A phone's video, all of which is known.</summary>
    public static VideoFacts Phone { get; } = new()
    {
        Key = "run/a.mp4",
        Bytes = 3_000_000_000,
        Identity = "tables:00",
        Container = "mp4",
        Codec = "h264",
        Width = 1920,
        Height = 1080,
        DisplayWidth = 1080,
        DisplayHeight = 1920,
        Rotation = -90,
        PixelFormat = "yuv420p",
        BitDepth = 8,
        FrameRate = new(30000, 1001),
        StartTime = new(-1, 8),
        Duration = new(1001, 100),
        TimeBase = new(1, 15360),
        IsVariableFrameRate = true,
        ShortestFrame = new(1, 60),
        LongestFrame = new(1, 2),
        KeyFrames = 2,
        FrameCount = 300,
        FrameCountSource = FrameCountSource.Index,
        HeaderFrames = 301,
    };

    /// <summary>A file in the root of which little is known.</summary>
    public static VideoFacts Unknown { get; } = VideoSamples.Clip("b.ts", frames: 1) with
    {
        FrameRate = default,
        Duration = default,
        FrameCountSource = FrameCountSource.Packets,
        Health = VideoHealth.Undecodable,
        Problem = "no frame of it can be decoded",
    };

    public static VideoFacts[] Hostile { get; } =
    [
        .. new[]
        {
            "a, \"b\"; c/it's.mp4", "=1+1/=cmd|' /C calc'!A0.mp4", "+1/-1.mp4", "@SUM(A1)/x y.mp4", "line\nfeed/a\r\nb\rc.mp4", "rtl\u202egpj/\u202e4pm.mp4",
            "é😀図/\u2028\u0085.mp4", " lead/trail .mp4", "\t=1.mp4", "NaN/null.mp4", "2024-01-01/1e5.mp4", "{x}/[1].mp4", "root.mp4",
        }.Select((key, i) => VideoSamples.Clip(key, frames: 1 + i)),
    ];

    /// <summary>The text of a format that is one file.</summary>
    public static string Text(string format, VideoDataset dataset, params VideoFacts[] videos) =>
        System.Text.Encoding.UTF8.GetString(VideoExport.Write(format, dataset, videos).Single().Content);
}
