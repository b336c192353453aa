namespace Datastamp.Probing.Indexes.Avi;

/// <summary>
/// The frames of one stream as they are found. Each chunk takes one unit of time; an empty one repeats the picture before it,
/// and is no frame, as it is no packet of FFmpeg's.
/// </summary>
internal sealed class AviFrames(long start)
{
    private readonly List<Frame> frames = [];
    private long time = start;
    private bool hasKey;

    public IReadOnlyList<Frame> All => frames;

    public void Add(long offset, long size, bool isKey)
    {
        if (frames.Count == Frame.MaxCount)
        {
            throw new BadVideoException("it has more frames than can be read");
        }

        if (size > 0)
        {
            hasKey |= isKey;
            frames.Add(new Frame(offset, size, time, 1, isKey, IsShown: true));
        }

        time++;
    }

    /// <summary>As FFmpeg: of an index in which no frame is a key, the first one is.</summary>
    public void RequireKey()
    {
        if (!hasKey && frames.Count > 0)
        {
            frames[0] = frames[0] with { IsKey = true };
        }
    }
}
