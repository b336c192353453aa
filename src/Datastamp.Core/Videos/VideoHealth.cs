namespace Datastamp.Videos;

/// <summary>Whether a video file is all that its container says.</summary>
public enum VideoHealth
{
    /// <summary>Nothing that was looked at contradicts it.</summary>
    Whole,

    /// <summary>Bytes that its tables name are missing at its end or, in containers without tables, it ends within a packet.</summary>
    Truncated,

    /// <summary>Some or all of its frames cannot be decoded.</summary>
    Undecodable,
}
