using System.Collections.Immutable;
using Datastamp.Statistics;

namespace Datastamp.Measuring;

/// <summary>What results keep of a histogram, a channel each. Values are samples: 0–255, or 0–65535.</summary>
/// <param name="Minimum">The smallest sample.</param>
/// <param name="Maximum">The largest sample.</param>
/// <param name="Percentiles">The percentiles of <see cref="Ranks"/>, by rank and then by channel.</param>
/// <param name="Bins">256 counts a channel; 16-bit samples by their high byte.</param>
public sealed record HistogramSummary(
    ImmutableArray<int> Minimum,
    ImmutableArray<int> Maximum,
    ImmutableArray<ImmutableArray<int>> Percentiles,
    ImmutableArray<ImmutableArray<long>> Bins)
{
    /// <summary>Counts a channel.</summary>
    public const int BinCount = 256;

    /// <summary>The percentiles that are kept.</summary>
    public static readonly ImmutableArray<int> Ranks = [1, 5, 25, 50, 75, 95, 99];

    /// <summary>The summary of a histogram.</summary>
    public static HistogramSummary From(Histogram histogram)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        var channels = Enumerable.Range(0, histogram.Channels.Length);
        return new(
            [.. channels.Select(histogram.Minimum)],
            [.. channels.Select(histogram.Maximum)],
            [.. Ranks.Select(rank => channels.Select(channel => histogram.Percentile(channel, rank)).ToImmutableArray())],
            [.. histogram.Channels.Select(Fold)]);
    }

    private static ImmutableArray<long> Fold(ImmutableArray<long> counts) =>
        [.. counts.Chunk(counts.Length / BinCount).Select(chunk => chunk.Sum())];
}
