using Datastamp.Decoding;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Guarding;

namespace Datastamp.Measuring;

/// <summary>One thread's share of the files that are read: hashes them, gives those that are not known to a device, and adds up what comes back.</summary>
internal sealed class ImageShare : IImageReceiver, IDisposable
{
    private readonly ImageDataset dataset;
    private readonly FingerprintBuilder fingerprint;
    private readonly IImageMemoryShare? memory;
    private readonly IImageDevice device;
    private readonly IImageRun run;
    private readonly Suspects? suspects;
    private readonly Action beat;
    private HandSlot? slot;

    /// <param name="dataset">What is measured.</param>
    /// <param name="fingerprint">Takes the hashes.</param>
    /// <param name="memory">What is known by hash, or null.</param>
    /// <param name="device">What measures.</param>
    /// <param name="beat">Called again and again while one file takes long; may throw to end that.</param>
    public ImageShare(ImageDataset dataset, FingerprintBuilder fingerprint, IImageMemory? memory, IImageDevice device, Action beat)
    {
        this.dataset = dataset;
        this.fingerprint = fingerprint;
        this.device = device;
        this.beat = beat;
        this.memory = memory?.OpenShare(isBrief: false);
        suspects = memory?.Suspects;
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
        if (!IsSuspect(fingerprint.Hash(index)) || !TryAlone(index, content))
        {
            Decode(index, content);
        }
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
        if (slot is not null)
        {
            suspects!.Close(slot);
        }

        memory?.Dispose();
    }

    private bool IsSuspect(ReadOnlySpan<byte> hash) => suspects is not null && (suspects.Contains(hash) || memory!.IsDoubted(hash));

    private void Decode(int index, ReadOnlySpan<byte> content)
    {
        if (suspects is not null)
        {
            suspects.Take(slot ??= suspects.Open(), fingerprint.Hash(index), fingerprint.SampleAt(index).Key);
        }

        try
        {
            run.Add(index, content);
            return;
        }
        catch (Exception e) when (e is MemoryShortException || (e is OutOfMemoryException && suspects is not null))
        {
            // Others took the memory, or it is too little for this one alone: only then is it the file's fault.
        }
        finally
        {
            slot?.Release();
        }

        if (suspects is null || !TryAlone(index, content))
        {
            throw new DiagnosticException(Report.MemoryFull());
        }
    }

    /// <summary>Has another process measure a file.</summary>
    /// <returns>Whether that told what comes of it.</returns>
    private bool TryAlone(int index, ReadOnlySpan<byte> content)
    {
        // Of another decoder, this one's pixels say nothing.
        if (!device.IsExact)
        {
            return false;
        }

        var hash = fingerprint.Hash(index);
        var end = suspects!.Try(Trial.Ask(dataset), content, beat);
        if (end.Verdict is { } verdict)
        {
            memory!.RememberVerdict(hash, verdict);
        }

        suspects.Clear(hash);
        if (end.Verdict is not null)
        {
            Totals.Add(index, fingerprint.SampleAt(index).Key, default, end.Verdict);
            return true;
        }

        if (end.Answer is null || !Trial.TryRead(dataset, end.Answer, out var sums, out var reason))
        {
            return false;
        }

        if (reason is null)
        {
            Measured(index, sums);
        }
        else
        {
            Refused(index, reason);
        }

        return true;
    }
}
