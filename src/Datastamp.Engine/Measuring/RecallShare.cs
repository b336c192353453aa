using Datastamp.Definitions;

namespace Datastamp.Measuring;

/// <summary>One thread's share of the files whose hash is known: those whose integers are known too need not be read.</summary>
internal sealed class RecallShare(ImageDataset dataset, FingerprintBuilder fingerprint, IImageMemory memory) : IDisposable
{
    private readonly IImageMemoryShare memory = memory.OpenShare(isBrief: true);

    public ImageTotals Totals { get; } = new(dataset);

    /// <summary>Takes a file, if it is known what came of it.</summary>
    public bool Take(int index)
    {
        if (!memory.TryFind(fingerprint.Hash(index), out var sums, out var reason))
        {
            return false;
        }

        Totals.Add(index, fingerprint.Samples[index].Key, sums, reason);
        return true;
    }

    public void Dispose() => memory.Dispose();
}
