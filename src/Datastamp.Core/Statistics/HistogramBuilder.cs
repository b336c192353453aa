using System.Collections.Immutable;

namespace Datastamp.Statistics;

/// <summary>Counts samples image by image. Not safe for several threads: give each its own and merge the results.</summary>
/// <param name="channelCount">Channels of every image.</param>
public sealed class HistogramBuilder(int channelCount)
{
    private readonly long[] counts8 = new long[channelCount << 8];
    private long[]? counts16;

    private long[] Counts16 => counts16 ??= new long[channelCount << 16];

    /// <summary>Adds one image of 8-bit samples.</summary>
    /// <param name="samples">H×W×C, 0–255, rows packed.</param>
    public void Add(ReadOnlySpan<byte> samples) => SampleCounts.Add(samples, channelCount, counts8.AsSpan());

    /// <summary>Adds one image of 16-bit samples.</summary>
    /// <param name="samples">H×W×C, 0–65535, rows packed.</param>
    public void Add(ReadOnlySpan<ushort> samples) => SampleCounts.Add(samples, channelCount, Counts16.AsSpan());

    /// <summary>Adds one image that was counted before.</summary>
    /// <param name="depth">Bits a sample: 8 or 16.</param>
    /// <param name="counts">256 or 65 536 counts a channel, one channel behind the other.</param>
    /// <exception cref="ArgumentException">There are not as many counts.</exception>
    public void Add(int depth, ReadOnlySpan<uint> counts)
    {
        var totals = SampleDepth.FullScale(depth) == byte.MaxValue ? counts8 : Counts16;
        if (counts.Length != totals.Length)
        {
            throw new ArgumentException($"An image of this dataset has {totals.Length} counts.", nameof(counts));
        }

        for (var i = 0; i < totals.Length; i++)
        {
            totals[i] += counts[i];
        }
    }

    /// <summary>The histogram of all images added so far; in 16 bits as soon as one of them was.</summary>
    public Histogram ToHistogram()
    {
        var eight = Snapshot(8, counts8);
        return counts16 is null ? eight : eight + Snapshot(16, counts16);
    }

    private static Histogram Snapshot(int depth, long[] counts) =>
        new(depth, [.. counts.Chunk(1 << depth).Select(channel => ImmutableArray.Create(channel))]);
}
