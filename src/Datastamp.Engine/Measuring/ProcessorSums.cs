using Datastamp.Definitions;
using Datastamp.Statistics;

namespace Datastamp.Measuring;

/// <summary>Sums the samples of one image after the other on the processor. Belongs to one thread; a result is valid until the next.</summary>
internal sealed class ProcessorSums(ImageDataset dataset)
{
    private readonly ulong[] sum = new ulong[dataset.Preprocessing.Channels.Count];
    private readonly ulong[] sumOfSquares = new ulong[dataset.Preprocessing.Channels.Count];
    private uint[] counts = [];

    public ImageSums Of(ReadOnlySpan<byte> samples)
    {
        const int depth = 8;
        var histogram = Counts(depth);
        SampleSums.Compute(samples, sum, sumOfSquares);
        SampleCounts.Add(samples, sum.Length, histogram);
        return Sums(depth, samples.Length, histogram);
    }

    public ImageSums Of(ReadOnlySpan<ushort> samples)
    {
        const int depth = 16;
        var histogram = Counts(depth);
        SampleSums.Compute(samples, sum, sumOfSquares);
        SampleCounts.Add(samples, sum.Length, histogram);
        return Sums(depth, samples.Length, histogram);
    }

    private ImageSums Sums(int depth, int samples, ReadOnlySpan<uint> histogram) =>
        new() { Depth = depth, Pixels = samples / sum.Length, Sum = sum, SumOfSquares = sumOfSquares, Counts = histogram };

    private Span<uint> Counts(int depth)
    {
        if (!dataset.Histogram)
        {
            return [];
        }

        var length = sum.Length << depth;
        if (counts.Length < length)
        {
            counts = new uint[length];
        }

        var histogram = counts.AsSpan(0, length);
        histogram.Clear();
        return histogram;
    }
}
