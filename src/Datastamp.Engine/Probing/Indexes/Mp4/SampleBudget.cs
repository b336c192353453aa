namespace Datastamp.Probing.Indexes.Mp4;

/// <summary>
/// How many frames a file may have. Where a table tells no sizes one by one, two numbers stand for any count of frames: these
/// have to share the file's bytes, so that no small file fills the memory.
/// </summary>
internal sealed class SampleBudget(VideoBytes bytes)
{
    private long bytesLeft = bytes.Length;

    /// <summary>How many frames of one size to list: those for which the file has bytes, and one more, which shows that it is truncated.</summary>
    public long Implied(long count, long size)
    {
        if (count == 0)
        {
            return 0;
        }

        if (size == 0)
        {
            throw new BadVideoException("its frames have no bytes");
        }

        var most = Math.Min(count, (bytesLeft / size) + 1);
        bytesLeft -= Math.Min(bytesLeft, most * size);
        return most;
    }

    /// <summary>Checks a number of frames.</summary>
    /// <exception cref="BadVideoException">They are too many.</exception>
    public static void Check(long count)
    {
        if (count > Frame.MaxCount)
        {
            throw new BadVideoException("it has more frames than can be read");
        }
    }
}
