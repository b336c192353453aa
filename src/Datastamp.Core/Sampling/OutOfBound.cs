namespace Datastamp.Sampling;

/// <summary>What <see cref="SampleFramesSampler"/> does with the frames of a clip that lie behind the video's last one.</summary>
public enum OutOfBound
{
    /// <summary>Starts again at the video's first frame: index mod n. Upstream's default, <c>loop</c>.</summary>
    Loop,

    /// <summary>Repeats the last frame of the clip that the video has, or frame 0 where it has none: <c>repeat_last</c>.</summary>
    RepeatLast,
}
