using System.Collections.Immutable;

namespace Datastamp.Statistics;

/// <summary>Counts samples image by image. Not safe for several threads: give each its own and merge the results.</summary>
/// <param name="channelCount">Channels of every image.</param>
public sealed class HistogramBuilder(int channelCount)
{
    private readonly long[] counts8 = new long[channelCount << 8];
    private long[]? counts16;

    /// <summary>Adds one image of 8-bit samples.</summary>
    /// <param name="samples">H×W×C, 0–255, rows packed.</param>
    public void Add(ReadOnlySpan<byte> samples)
    {
        for (var i = 0; i < samples.Length;)
        {
            for (var channel = 0; channel < channelCount; channel++, i++)
            {
                counts8[(channel << 8) | samples[i]]++;
            }
        }
    }

    /// <summary>Adds one image of 16-bit samples.</summary>
    /// <param name="samples">H×W×C, 0–65535, rows packed.</param>
    public void Add(ReadOnlySpan<ushort> samples)
    {
        counts16 ??= new long[channelCount << 16];
        for (var i = 0; i < samples.Length;)
        {
            for (var channel = 0; channel < channelCount; channel++, i++)
            {
                counts16[(channel << 16) | samples[i]]++;
            }
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
