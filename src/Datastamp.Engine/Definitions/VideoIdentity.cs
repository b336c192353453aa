namespace Datastamp.Definitions;

/// <summary>What a video file's identity is made of.</summary>
public enum VideoIdentity
{
    /// <summary>SHA-256 over its container's tables, its length, and its first and last 64 KiB. Frames between may change unseen. Of a container whose tables are not read, over every byte.</summary>
    Tables,

    /// <summary>SHA-256 over every byte.</summary>
    Full,
}
