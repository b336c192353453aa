using System.Collections.Immutable;
using Datastamp.Definitions;

namespace Datastamp.Output;

/// <summary>What tables of videos tell, in their order: JSON, CSV and Parquet have the same.</summary>
internal static class VideoColumns
{
    private static readonly ImmutableArray<VideoColumn> beforeSegments =
    [
        VideoColumn.Of("path", facts => facts.Key),
        VideoColumn.Of("bytes", facts => facts.Bytes),
        VideoColumn.Of("identity", facts => facts.Identity),
        VideoColumn.Of("container", facts => facts.Container),
        VideoColumn.Of("codec", facts => facts.Codec),
        VideoColumn.Of("width", facts => facts.Width),
        VideoColumn.Of("height", facts => facts.Height),
        VideoColumn.Of("displayWidth", facts => facts.DisplayWidth),
        VideoColumn.Of("displayHeight", facts => facts.DisplayHeight),
        VideoColumn.Of("rotation", facts => facts.Rotation),
        VideoColumn.Of("pixelFormat", facts => facts.PixelFormat),
        VideoColumn.Of("bitDepth", facts => facts.BitDepth),
        VideoColumn.Of("frameCount", facts => facts.FrameCount),
        VideoColumn.Of("frameCountSource", facts => facts.FrameCountSource.ToString().ToLowerInvariant()),
        VideoColumn.Of("headerFrames", facts => facts.HeaderFrames),
        VideoColumn.Of("fps", facts => facts.FrameRate.ToDouble()),
        VideoColumn.Of("fpsNum", facts => facts.FrameRate.Numerator),
        VideoColumn.Of("fpsDen", facts => facts.FrameRate.Denominator),
        VideoColumn.Of("sourceFps", facts => facts.SourceFps),
        VideoColumn.Of("variableFrameRate", facts => facts.IsVariableFrameRate),
        VideoColumn.Of("shortestFrame", facts => facts.ShortestFrame.ToDouble()),
        VideoColumn.Of("longestFrame", facts => facts.LongestFrame.ToDouble()),
        VideoColumn.Of("startTime", facts => facts.StartTime.ToDouble()),
        VideoColumn.Of("duration", facts => facts.Duration.ToDouble()),
        VideoColumn.Of("timeBase", facts => facts.TimeBase.ToString()),
        VideoColumn.Of("keyFrames", facts => facts.KeyFrames),
        VideoColumn.Of("videoStreams", facts => facts.VideoStreams),
        VideoColumn.Of("label", facts => facts.Label),
        VideoColumn.Of("health", facts => facts.Health.ToString().ToLowerInvariant()),
    ];

    private static readonly VideoColumn problem = VideoColumn.Of("problem", facts => facts.Problem);

    /// <summary>The columns of a dataset's videos: <c>segments</c> is among them where the dataset has any.</summary>
    public static ImmutableArray<VideoColumn> For(VideoDataset dataset) => dataset.Segments > 0
        ? [.. beforeSegments, VideoColumn.Of("segments", facts => facts.FrameCount > 0 ? dataset.SegmentIndices(facts.FrameCount) : []), problem]
        : [.. beforeSegments, problem];
}
