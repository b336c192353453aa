namespace Datastamp.Resampling;

/// <summary>
/// Two neighbouring fixed-point weights, cut into signed 16-bit halves so that one 16-bit multiply-and-add covers both
/// taps: weight = 65536 · high + low. The first weight's half is in the lower 16 bits.
/// </summary>
internal readonly struct WeightPair(int first, int second)
{
    public int Low { get; } = (ushort)(short)first | (second << 16);

    public int High { get; } = (ushort)HighHalf(first) | (HighHalf(second) << 16);

    // Rounding makes up for the low half's sign.
    private static int HighHalf(int weight) => (weight + 0x8000) >> 16;
}
