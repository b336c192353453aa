namespace Datastamp.Sampling;

/// <summary>What a <see cref="ClipSampler"/> does with the frames of a clip that lie behind the video's last one.</summary>
public enum ClipPolicy
{
    /// <summary>Repeats the last frame of the clip that the video has: 95 97 99 99 99. Upstream's default, <c>repeat_last</c>.</summary>
    RepeatLast,

    /// <summary>Starts again at the clip's first frame: 95 97 99 95 97. Upstream's <c>wrap</c>.</summary>
    Wrap,

    /// <summary>Refuses, with an <see cref="ArgumentException"/>. Upstream's <c>error</c>.</summary>
    Error,
}
