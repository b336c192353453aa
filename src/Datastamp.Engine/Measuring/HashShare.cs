namespace Datastamp.Measuring;

/// <summary>One thread's share of a dataset that is only hashed.</summary>
internal sealed class HashShare(FingerprintBuilder fingerprint, IImageMemory memory) : IDisposable
{
    private readonly IImageMemoryShare memory = memory.OpenShare(isBrief: false);

    /// <summary>Takes a sample's bytes.</summary>
    public void Add(int index, ReadOnlySpan<byte> content)
    {
        fingerprint.Add(index, content);
        memory.Remember(fingerprint.Samples[index], content.Length, fingerprint.Hash(index));
    }

    public void Dispose() => memory.Dispose();
}
