using System.Collections.Immutable;

namespace Datastamp.Statistics;

/// <summary>
/// How often each sample value occurs, a channel each: 256 bins for 8-bit samples, 65 536 for 16-bit ones. Moments,
/// minimum, maximum and percentiles follow from it exactly. Parts merge by <c>+</c>.
/// </summary>
public sealed class Histogram
{
    internal Histogram(int depth, ImmutableArray<ImmutableArray<long>> channels)
    {
        Depth = depth;
        Channels = channels;
    }

    /// <summary>Bits a sample: 8 or 16.</summary>
    public int Depth { get; }

    /// <summary>Counts by channel and by value.</summary>
    public ImmutableArray<ImmutableArray<long>> Channels { get; }

    /// <summary>A histogram that was written down before.</summary>
    /// <param name="depth">Bits a sample: 8 or 16.</param>
    /// <param name="channels">Counts by channel and by value: 256 or 65 536 a channel.</param>
    /// <exception cref="ArgumentException">There are not as many counts, or there is a negative one.</exception>
    public static Histogram FromCounts(int depth, ImmutableArray<ImmutableArray<long>> channels) =>
        channels.All(counts => counts.Length == SampleDepth.FullScale(depth) + 1 && counts.All(count => count >= 0))
            ? new(depth, channels)
            : throw new ArgumentException(FormattableString.Invariant($"A histogram has {SampleDepth.FullScale(depth) + 1} counts a channel, none of them negative."), nameof(channels));

    /// <summary>The moments of one channel, by its counts.</summary>
    /// <param name="channel">From 0, in the dataset's colour order.</param>
    /// <exception cref="OverflowException">The counts are more than samples can be.</exception>
    public ChannelMoments Moments(int channel)
    {
        var moments = default(ChannelMoments);
        foreach (var (value, count) in Channels[channel].Index().Where(item => item.Item > 0))
        {
            moments += new ChannelMoments(count, (UInt128)count * (uint)value, (UInt128)count * (uint)value * (uint)value);
        }

        return moments;
    }

    /// <inheritdoc cref="Merge"/>
    public static Histogram operator +(Histogram left, Histogram right) => Merge(left, right);

    /// <summary>The histogram of both parts together. Where the depths differ, the 8-bit part is widened to 16 bits.</summary>
    /// <exception cref="ArgumentException">The parts have different numbers of channels.</exception>
    public static Histogram Merge(Histogram left, Histogram right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.Channels.Length != right.Channels.Length)
        {
            throw new ArgumentException($"Histograms of {left.Channels.Length} and of {right.Channels.Length} channels do not merge.", nameof(right));
        }

        var depth = Math.Max(left.Depth, right.Depth);
        return new(depth, [.. left.ToDepth(depth).Channels.Zip(right.ToDepth(depth).Channels, Add)]);
    }

    /// <summary>The smallest sample of a channel.</summary>
    /// <exception cref="InvalidOperationException">There are no samples.</exception>
    public int Minimum(int channel) => Percentile(channel, 0);

    /// <summary>The largest sample of a channel.</summary>
    /// <exception cref="InvalidOperationException">There are no samples.</exception>
    public int Maximum(int channel) => Percentile(channel, 100);

    /// <summary>
    /// The smallest sample value that at least <paramref name="percent"/> of all samples do not exceed (nearest rank;
    /// <c>numpy.percentile(…, method="inverted_cdf")</c>).
    /// </summary>
    /// <param name="channel">From 0, in the dataset's colour order.</param>
    /// <param name="percent">0–100.</param>
    /// <exception cref="InvalidOperationException">There are no samples.</exception>
    public int Percentile(int channel, int percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        var counts = Channels[channel];
        var total = (Int128)counts.Sum();
        if (total == 0)
        {
            throw new InvalidOperationException("A histogram without samples has no percentiles.");
        }

        var rank = Int128.Max(1, ((total * percent) + 99) / 100);
        var value = 0;
        for (Int128 below = counts[0]; below < rank; below += counts[value])
        {
            value++;
        }

        return value;
    }

    private static ImmutableArray<long> Add(ImmutableArray<long> left, ImmutableArray<long> right) =>
        [.. left.Zip(right, (a, b) => checked(a + b))];

    private Histogram ToDepth(int depth) =>
        depth == Depth ? this : new(depth, [.. Channels.Select(Widen)]);

    private static ImmutableArray<long> Widen(ImmutableArray<long> counts)
    {
        var wide = new long[SampleDepth.FullScale(16) + 1];
        for (var value = 0; value < counts.Length; value++)
        {
            wide[value * SampleDepth.Widening] = counts[value];
        }

        return [.. wide];
    }
}
