using Datastamp.Videos;

namespace Datastamp.Probing;

/// <summary>The first tier: all that a container's tables tell.</summary>
internal static class IndexTier
{
    /// <summary>Makes facts of tables.</summary>
    /// <exception cref="BadVideoException">A number of it is none that a video can have.</exception>
    public static VideoFacts Read(IndexedVideo video, VideoFacts known)
    {
        var timeline = FrameTimeline.Of(video.Frames, video.TimeBase, declared: video.DeclaredRate);
        if (timeline.FrameCount == 0)
        {
            throw new BadVideoException("it holds no frame that is shown");
        }

        var shape = DisplayShape.Of(video.Width, video.Height, video.SampleAspect, video.Rotation);
        return known with
        {
            Container = video.Container,
            Codec = Uri.EscapeDataString(video.Codec),
            VideoStreams = video.VideoStreams,
            Width = video.Width,
            Height = video.Height,
            DisplayWidth = shape.Width,
            DisplayHeight = shape.Height,
            Rotation = shape.Rotation,
            PixelFormat = video.Pixels.Format,
            BitDepth = video.Pixels.BitDepth,
            FrameRate = timeline.Rate,
            StartTime = timeline.Start,
            Duration = timeline.Duration,
            TimeBase = video.TimeBase,
            IsVariableFrameRate = timeline.IsVariable,
            ShortestFrame = timeline.Shortest,
            LongestFrame = timeline.Longest,
            KeyFrames = timeline.KeyFrames,
            FrameCount = timeline.FrameCount,
            FrameCountSource = FrameCountSource.Index,
            HeaderFrames = video.HeaderFrames,
        };
    }

    /// <summary>Whether the file has a table of all its frames, and the bytes of all of them.</summary>
    public static bool HasAllFrames(VideoBytes bytes, IndexedVideo video) =>
        video.Container is "mp4" or "mov" && video.HeaderFrames == video.Frames.Count && video.Frames.All(frame => frame.Offset <= bytes.Length - frame.Size);

    /// <summary>What the file lacks by its own tables; null where it lacks nothing.</summary>
    public static string? FindTruncation(VideoBytes bytes, IndexedVideo video)
    {
        var end = video.DeclaredLength;
        foreach (var frame in video.Frames)
        {
            end = Math.Max(end, frame.Offset > long.MaxValue - frame.Size ? long.MaxValue : frame.Offset + frame.Size);
        }

        return end > bytes.Length ? FormattableString.Invariant($"the file ends at byte {bytes.Length}, and its tables name bytes up to {end}") : null;
    }
}
