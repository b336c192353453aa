namespace Datastamp.Statistics;

/// <summary>Integer sample formats: 8 bits (full scale 255) and 16 bits (full scale 65535).</summary>
public static class SampleDepth
{
    /// <summary>What an 8-bit sample is multiplied by to become a 16-bit one: 255 · 257 = 65535.</summary>
    public const int Widening = 257;

    /// <summary>The value that means 1.0: 255 or 65535.</summary>
    /// <param name="depth">8 or 16.</param>
    /// <exception cref="ArgumentOutOfRangeException">Any other depth.</exception>
    public static int FullScale(int depth) => depth switch
    {
        8 => byte.MaxValue,
        16 => ushort.MaxValue,
        _ => throw new ArgumentOutOfRangeException(nameof(depth), depth, "A sample has 8 or 16 bits."),
    };
}
