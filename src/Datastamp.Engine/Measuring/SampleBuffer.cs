using Datastamp.Sources;

namespace Datastamp.Measuring;

/// <summary>One thread's buffer, which every sample is read into.</summary>
internal sealed class SampleBuffer(ISampleSource source)
{
    private const int SmallestLength = 256 << 10;
    private const int LargestKeptLength = 64 << 20;

    private byte[] buffer = GC.AllocateUninitializedArray<byte>(SmallestLength);

    /// <summary>A sample's bytes, valid until the next call.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public ReadOnlySpan<byte> Read(Sample sample)
    {
        if (buffer.Length > LargestKeptLength)
        {
            buffer = GC.AllocateUninitializedArray<byte>(SmallestLength);
        }

        var length = source.Read(sample, ref buffer);
        return buffer.AsSpan(0, length);
    }
}
