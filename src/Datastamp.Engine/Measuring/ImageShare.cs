using Datastamp.Definitions;
using Datastamp.Statistics;

namespace Datastamp.Measuring;

/// <summary>One thread's share of a dataset: hashes its files, gives them to a device, and adds up what comes back.</summary>
internal sealed class ImageShare : IImageReceiver, IDisposable
{
    private readonly FingerprintBuilder fingerprint;
    private readonly DatasetMomentsBuilder moments;
    private readonly HistogramBuilder? histogram;
    private readonly IImageRun run;

    public ImageShare(ImageDataset dataset, FingerprintBuilder fingerprint, IImageDevice device)
    {
        var channels = dataset.Preprocessing.Channels.Count;
        this.fingerprint = fingerprint;
        moments = new(channels);
        histogram = dataset.Histogram ? new(channels) : null;
        run = device.Begin(dataset, this);
    }

    public List<BadFile> BadFiles { get; } = [];

    public DatasetMoments Moments => moments.ToMoments();

    public Histogram? Histogram => histogram?.ToHistogram();

    /// <summary>Takes a sample's bytes.</summary>
    public void Add(int index, ReadOnlySpan<byte> content)
    {
        fingerprint.Add(index, content);
        run.Add(index, content);
    }

    public void Complete() => run.Complete();

    public void Measured(int index, ImageSums sums)
    {
        moments.Add(sums.Depth, sums.Pixels, sums.Sum, sums.SumOfSquares);
        histogram?.Add(sums.Depth, sums.Counts);
    }

    public void Refused(int index, string reason) => BadFiles.Add(new(fingerprint.KeyOf(index), reason));

    public void Dispose() => run.Dispose();
}
