namespace Datastamp.Probing;

/// <summary>One coded frame as a container's tables tell it.</summary>
/// <param name="Offset">Where its bytes begin in the file.</param>
/// <param name="Size">Number of its bytes.</param>
/// <param name="Time">When it is shown, in units of the stream's time base; after edit lists.</param>
/// <param name="Duration">How long, in the same unit; 0 where the tables do not tell.</param>
/// <param name="IsKey">Whether it can be decoded on its own.</param>
/// <param name="IsShown">Whether a player shows it; an edit list, or a flag of the frame, may say that it does not.</param>
internal readonly record struct Frame(long Offset, long Size, long Time, long Duration, bool IsKey, bool IsShown)
{
    /// <summary>The most frames of one video: 38 hours at 30 frames a second.</summary>
    public const int MaxCount = 1 << 22;
}
