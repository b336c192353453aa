using Datastamp.Definitions;
using Datastamp.Sources;
using Datastamp.Statistics;

namespace Datastamp.Measuring;

/// <summary>
/// One thread's share of a dataset: reads and hashes its files, gives those that are not known to a device, and adds up what
/// comes back.
/// </summary>
internal sealed class ImageShare : IImageReceiver, IDisposable
{
    private readonly FingerprintBuilder fingerprint;
    private readonly SampleBuffer buffer;
    private readonly DatasetMomentsBuilder moments;
    private readonly HistogramBuilder? histogram;
    private readonly bool isSampled;
    private readonly IImageMemoryShare? memory;
    private readonly IImageRun run;

    public ImageShare(ImageDataset dataset, ISampleSource source, FingerprintBuilder fingerprint, IImageMemory? memory, IImageDevice device)
    {
        var channels = dataset.Preprocessing.Channels.Count;
        this.fingerprint = fingerprint;
        buffer = new(source);
        moments = new(channels);
        histogram = dataset.Histogram ? new(channels) : null;
        isSampled = dataset.Subset is not null;
        this.memory = memory?.OpenShare();
        run = device.Begin(dataset, this);
    }

    public List<BadFile> BadFiles { get; } = [];

    /// <summary>Each image by its index, where the dataset is sampled.</summary>
    public List<(int Index, ImageMoments Moments)> Sample { get; } = [];

    public DatasetMoments Moments => moments.ToMoments();

    public Histogram? Histogram => histogram?.ToHistogram();

    /// <summary>How many files were read.</summary>
    public int FilesRead { get; private set; }

    /// <summary>How many of them were given to the device.</summary>
    public int FilesDecoded { get; private set; }

    /// <summary>Takes a sample; gives the number of bytes that were read.</summary>
    public long Add(int index)
    {
        var isKnown = fingerprint.IsKnown(index);
        var content = isKnown ? [] : Read(index);
        if (memory is not null && memory.TryFind(fingerprint.Hash(index), out var sums, out var reason))
        {
            Take(index, sums, reason);
            return content.Length;
        }

        // Hashed again where the hash was known: the file may have changed since.
        content = isKnown ? Read(index) : content;
        FilesDecoded++;
        run.Add(index, content);
        return content.Length;
    }

    public void Complete() => run.Complete();

    public void Measured(int index, ImageSums sums)
    {
        memory?.Remember(fingerprint.Hash(index), sums);
        Take(index, sums, reason: null);
    }

    public void Refused(int index, string reason)
    {
        memory?.Remember(fingerprint.Hash(index), reason);
        Take(index, default, reason);
    }

    public void Dispose()
    {
        run.Dispose();
        memory?.Dispose();
    }

    private ReadOnlySpan<byte> Read(int index)
    {
        var sample = fingerprint.Samples[index];
        var content = buffer.Read(sample);
        FilesRead++;
        fingerprint.Add(index, content);
        if (content.Length == sample.Length)
        {
            memory?.Remember(index, fingerprint.Hash(index));
        }

        return content;
    }

    private void Take(int index, ImageSums sums, string? reason)
    {
        if (reason is not null)
        {
            BadFiles.Add(new(fingerprint.Samples[index].Key, reason));
            return;
        }

        moments.Add(sums.Depth, sums.Pixels, sums.Sum, sums.SumOfSquares);
        if (isSampled)
        {
            Sample.Add((index, ImageMoments.Of(sums.Depth, sums.Pixels, sums.Sum, sums.SumOfSquares)));
        }

        histogram?.Add(sums.Depth, sums.Counts);
    }
}
