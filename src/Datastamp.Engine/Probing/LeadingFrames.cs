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

        // Writers that know no negative times give these frames that of the key frame. Where all have it, none has a time.
        var end = frames.FindIndex(1, frame => frame.IsKey) is var next && next < 0 ? frames.Count : next;
        if (frames[1..end].TrueForAll(frame => frame.Time <= first.Time))
        {
            return frames;
        }

        for (var i = 1; i < end; i++)
        {
            if (frames[i].Time <= first.Time)
            {
                frames[i] = frames[i] with { IsShown = false };
            }
        }

        return frames;
    }
}
