using Datastamp.Sources;

namespace Datastamp.Measuring;

/// <summary>One thread's share of a dataset that is only hashed.</summary>
internal sealed class HashShare(ISampleSource source, FingerprintBuilder fingerprint, IImageMemory memory) : IDisposable
{
    private readonly SampleBuffer buffer = new(source);
    private readonly IImageMemoryShare memory = memory.OpenShare();

    /// <summary>Takes a sample; gives the number of its bytes.</summary>
    public long Add(int index)
    {
        var sample = fingerprint.Samples[index];
        var content = buffer.Read(sample);
        fingerprint.Add(index, content);
        if (content.Length == sample.Length)
        {
            memory.Remember(index, fingerprint.Hash(index));
        }

        return content.Length;
    }

    public void Dispose() => memory.Dispose();
}
