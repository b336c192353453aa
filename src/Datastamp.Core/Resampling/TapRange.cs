namespace Datastamp.Resampling;

/// <summary>The taps of some neighbouring output positions, which count from 0, as do the input positions that they read.</summary>
internal readonly struct TapRange(Taps taps, int start, int length)
{
    public int Length => length;

    /// <summary>The first input position that is read.</summary>
    public int FirstUsed { get; } = taps.First(start);

    /// <summary>How many input positions are read, from the first to the last.</summary>
    public int Used => taps.First(start + length - 1) + taps.Count(start + length - 1) - FirstUsed;

    public int First(int position) => taps.First(start + position) - FirstUsed;

    public int Count(int position) => taps.Count(start + position);

    public ReadOnlySpan<int> FixedWeights(int position) => taps.FixedWeights(start + position);

    public ReadOnlySpan<WeightPair> Pairs(int position) => taps.Pairs(start + position);
}
