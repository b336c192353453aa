namespace Datastamp.Frames;

/// <summary>What is done about the rotation that a video's header asks for.</summary>
public enum VideoRotation
{
    /// <summary>Frames are turned as a player shows them, if that is by whole quarters of a turn; by other angles they are not turned.</summary>
    Apply,

    /// <summary>Frames are left as they are stored.</summary>
    Ignore,
}
