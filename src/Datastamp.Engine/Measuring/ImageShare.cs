using Datastamp.Definitions;

namespace Datastamp.Measuring;

/// <summary>One thread's share of the files that are read: hashes them, gives those that are not known to a device, and adds up what comes back.</summary>
internal sealed class ImageShare : IImageReceiver, IDisposable
{
    private readonly FingerprintBuilder fingerprint;
    private readonly IImageMemoryShare? memory;
    private readonly IImageRun run;

    public ImageShare(ImageDataset dataset, FingerprintBuilder fingerprint, IImageMemory? memory, IImageDevice device)
    {
        this.fingerprint = fingerprint;
        this.memory = memory?.OpenShare(isBrief: false);
        Totals = new(dataset);
        run = device.Begin(dataset, this);
    }

    public ImageTotals Totals { get; }

    /// <summary>How many files were given to the device.</summary>
    public int FilesDecoded { get; private set; }

    /// <summary>Takes a sample's bytes.</summary>
    public void Add(int index, ReadOnlySpan<byte> content)
    {
        fingerprint.Add(index, content);
        if (memory is not null)
        {
            memory.Remember(fingerprint.SampleAt(index), content.Length, fingerprint.Hash(index));
            if (memory.TryFind(fingerprint.Hash(index), out var sums, out var reason))
            {
                Totals.Add(index, fingerprint.SampleAt(index).Key, sums, reason);
                return;
            }
        }

        FilesDecoded++;
        run.Add(index, content);
    }

    public void Complete() => run.Complete();

    public void Measured(int index, ImageSums sums)
    {
        memory?.Remember(fingerprint.Hash(index), sums);
        Totals.Add(index, fingerprint.SampleAt(index).Key, sums, reason: null);
    }

    public void Refused(int index, string reason)
    {
        memory?.Remember(fingerprint.Hash(index), reason);
        Totals.Add(index, fingerprint.SampleAt(index).Key, default, reason);
    }

    public void Dispose()
    {
        run.Dispose();
        memory?.Dispose();
    }
}
