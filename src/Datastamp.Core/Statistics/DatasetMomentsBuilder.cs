using System.Runtime.InteropServices;

namespace Datastamp.Statistics;

/// <summary>Accumulates the moments of images one by one. Not safe for several threads: give each its own and merge the results.</summary>
/// <param name="channelCount">Channels of every image: 1 or more.</param>
public sealed class DatasetMomentsBuilder(int channelCount)
{
    private readonly Dictionary<long, Accumulator> groups8 = [];
    private readonly Dictionary<long, Accumulator> groups16 = [];

    /// <summary>Adds one image.</summary>
    /// <param name="depth">Bits a sample: 8 or 16.</param>
    /// <param name="pixels">Number of pixels of the image: 1 or more.</param>
    /// <param name="sum">Σx a channel.</param>
    /// <param name="sumOfSquares">Σx² a channel.</param>
    /// <exception cref="ArgumentException">A span has not one value a channel.</exception>
    public void Add(int depth, long pixels, ReadOnlySpan<ulong> sum, ReadOnlySpan<ulong> sumOfSquares)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pixels, 1);
        if (sum.Length != channelCount || sumOfSquares.Length != channelCount)
        {
            throw new ArgumentException($"An image of this dataset has {channelCount} channels.", nameof(sum));
        }

        var groups = SampleDepth.FullScale(depth) == byte.MaxValue ? groups8 : groups16;
        ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, pixels, out _);
        group ??= new Accumulator(channelCount);
        group.Add(sum, sumOfSquares);
    }

    /// <summary>The moments of all images added so far; in 16 bits as soon as one of them was.</summary>
    public DatasetMoments ToMoments()
    {
        var eight = Snapshot(8, groups8);
        return groups16.Count == 0 ? eight : eight + Snapshot(16, groups16);
    }

    private DatasetMoments Snapshot(int depth, Dictionary<long, Accumulator> groups) =>
        new(depth, channelCount, [.. groups.OrderBy(group => group.Key).Select(group => group.Value.ToGroup(group.Key))]);

    private sealed class Accumulator(int channels)
    {
        private readonly UInt128[] sum = new UInt128[channels];
        private readonly UInt128[] sumOfSquares = new UInt128[channels];
        private long images;

        public void Add(ReadOnlySpan<ulong> imageSum, ReadOnlySpan<ulong> imageSumOfSquares)
        {
            for (var channel = 0; channel < sum.Length; channel++)
            {
                sum[channel] += imageSum[channel];
                sumOfSquares[channel] += imageSumOfSquares[channel];
            }

            images++;
        }

        public SizeGroup ToGroup(long pixels)
        {
            var count = checked(pixels * images);
            return new(pixels, images, [.. sum.Zip(sumOfSquares, (s, q) => new ChannelMoments(count, s, q))]);
        }
    }
}
