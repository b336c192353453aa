namespace Datastamp.Measuring;

/// <summary>One thread's buffer, which every sample is read into.</summary>
internal sealed class SampleBuffer(SampleFeed feed)
{
    private const int SmallestLength = 256 << 10;
    private const int LargestKeptLength = 64 << 20;

    private byte[] buffer = GC.AllocateUninitializedArray<byte>(SmallestLength);
    private int stream = -1;
    private int index = -1;
    private int length;

    /// <summary>The sample's index; -1 where none is known.</summary>
    public int Index => index;

    /// <summary>The sample's bytes, valid until the next is taken.</summary>
    public ReadOnlySpan<byte> Content => buffer.AsSpan(0, length);

    /// <summary>Takes the next sample.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public bool Take()
    {
        if (buffer.Length > LargestKeptLength)
        {
            buffer = GC.AllocateUninitializedArray<byte>(SmallestLength);
        }

        return feed.Take(ref stream, ref buffer, out index, out length);
    }
}
