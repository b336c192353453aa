namespace Datastamp.Probing;

/// <summary>
/// A stream that was cut at a key frame of an open group of pictures has frames behind it that are presented before it: they
/// are made from frames that were cut off, and no decoder shows them.
/// </summary>
internal static class LeadingFrames
{
    /// <summary>Marks them as not shown.</summary>
    /// <param name="frames">All frames, in coding order.</param>
    public static IReadOnlyList<Frame> Hide(List<Frame> frames)
    {
        if (frames is not [{ IsKey: true } first, ..])
        {
            return frames;
        }

        for (var i = 1; i < frames.Count && !frames[i].IsKey; i++)
        {
            if (frames[i].Time < first.Time)
            {
                frames[i] = frames[i] with { IsShown = false };
            }
        }

        return frames;
    }
}
