namespace Datastamp.Sampling;

/// <summary>
/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014), the generator of random
/// draws. A seed gives the same draws on every machine and every version of .NET. Any seed is as good as another,
/// also consecutive ones. Not safe for several threads at once, and not for secrets.
/// </summary>
/// <param name="seed">Where the sequence of draws starts.</param>
public sealed class SamplingGenerator(ulong seed)
{
    private ulong state = seed;

    /// <summary>64 random bits.</summary>
    public ulong NextUInt64()
    {
        state += 0x9E37_79B9_7F4A_7C15;
        var bits = state;
        bits = (bits ^ (bits >> 30)) * 0xBF58_476D_1CE4_E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D0_49BB_1331_11EB;
        return bits ^ (bits >> 31);
    }

    /// <summary>A draw from U{0 … count − 1}.</summary>
    /// <param name="count">How many values there are to draw from.</param>
    /// <returns>
    /// The high half of 64 random bits times <paramref name="count"/>, drawn again where that would favour some values
    /// (Lemire, "Fast random integer generation in an interval", 2019).
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not positive.</exception>
    public int Next(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var bound = (ulong)count;
        var high = Math.BigMul(NextUInt64(), bound, out var low);
        if (low < bound)
        {
            // 2^64 mod bound, the number of products that are too many.
            var surplus = (0 - bound) % bound;
            while (low < surplus)
            {
                high = Math.BigMul(NextUInt64(), bound, out low);
            }
        }

        return (int)high;
    }

    /// <summary>A draw from [0, 1): the upper 53 of 64 random bits, over 2^53.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));
}
