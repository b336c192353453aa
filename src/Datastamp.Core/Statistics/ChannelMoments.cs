namespace Datastamp.Statistics;

/// <summary>The first two moments of one channel, as exact integers. Merging is addition, so order and partition do not matter.</summary>
/// <param name="Count">Number of samples.</param>
/// <param name="Sum">Σx over integer samples (0–255, or 0–65535).</param>
/// <param name="SumOfSquares">Σx² over the same samples.</param>
public readonly record struct ChannelMoments(long Count, UInt128 Sum, UInt128 SumOfSquares)
{
    /// <summary>The moments of both sets of samples together.</summary>
    /// <exception cref="OverflowException">A count or a sum leaves its range.</exception>
    public static ChannelMoments operator +(ChannelMoments left, ChannelMoments right) => Add(left, right);

    /// <inheritdoc cref="op_Addition"/>
    public static ChannelMoments Add(ChannelMoments left, ChannelMoments right) => checked(new(
        left.Count + right.Count,
        left.Sum + right.Sum,
        left.SumOfSquares + right.SumOfSquares));

    /// <summary>The moments of the same samples after each was multiplied by <paramref name="factor"/>.</summary>
    internal ChannelMoments Scale(uint factor) => checked(new(
        Count,
        Sum * factor,
        SumOfSquares * factor * factor));
}
