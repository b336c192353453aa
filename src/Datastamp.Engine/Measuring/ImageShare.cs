using Datastamp.Definitions;
using Datastamp.Sources;
using Datastamp.Statistics;

namespace Datastamp.Measuring;

/// <summary>One thread's share of a dataset: reads and hashes its files, gives them to a device, and adds up what comes back.</summary>
internal sealed class ImageShare : IImageReceiver, IDisposable
{
    private readonly FingerprintBuilder fingerprint;
    private readonly SampleBuffer buffer;
    private readonly DatasetMomentsBuilder moments;
    private readonly HistogramBuilder? histogram;
    private readonly IImageRun run;

    public ImageShare(ImageDataset dataset, ISampleSource source, FingerprintBuilder fingerprint, IImageDevice device)
    {
        var channels = dataset.Preprocessing.Channels.Count;
        this.fingerprint = fingerprint;
        buffer = new(source);
        moments = new(channels);
        histogram = dataset.Histogram ? new(channels) : null;
        run = device.Begin(dataset, this);
    }

    public List<BadFile> BadFiles { get; } = [];

    public DatasetMoments Moments => moments.ToMoments();

    public Histogram? Histogram => histogram?.ToHistogram();

    /// <summary>Takes a sample; gives the number of its bytes.</summary>
    public long Add(int index)
    {
        var content = buffer.Read(fingerprint.Samples[index]);
        fingerprint.Add(index, content);
        run.Add(index, content);
        return content.Length;
    }

    public void Complete() => run.Complete();

    public void Measured(int index, ImageSums sums)
    {
        moments.Add(sums.Depth, sums.Pixels, sums.Sum, sums.SumOfSquares);
        histogram?.Add(sums.Depth, sums.Counts);
    }

    public void Refused(int index, string reason) => BadFiles.Add(new(fingerprint.Samples[index].Key, reason));

    public void Dispose() => run.Dispose();
}
