using System.Numerics;

namespace Datastamp.Statistics;

/// <summary>How often each value occurs a channel over interleaved samples.</summary>
public static class SampleCounts
{
    /// <summary>Counts the 8-bit samples of one image.</summary>
    /// <param name="samples">H×W×C, 0–255, rows packed.</param>
    /// <param name="channels">C.</param>
    /// <param name="counts">Is added to: 256 counts a channel, one channel behind the other. Where it is empty, nothing is counted.</param>
    /// <typeparam name="T">An integer that holds the counts.</typeparam>
    public static void Add<T>(ReadOnlySpan<byte> samples, int channels, Span<T> counts)
        where T : struct, IBinaryInteger<T>
    {
        for (var i = 0; i < samples.Length && !counts.IsEmpty;)
        {
            for (var channel = 0; channel < channels; channel++, i++)
            {
                counts[(channel << 8) | samples[i]]++;
            }
        }
    }

    /// <summary>Counts the 16-bit samples of one image.</summary>
    /// <param name="samples">H×W×C, 0–65535, rows packed.</param>
    /// <param name="channels">C.</param>
    /// <param name="counts">Is added to: 65 536 counts a channel, one channel behind the other. Where it is empty, nothing is counted.</param>
    /// <typeparam name="T">An integer that holds the counts.</typeparam>
    public static void Add<T>(ReadOnlySpan<ushort> samples, int channels, Span<T> counts)
        where T : struct, IBinaryInteger<T>
    {
        for (var i = 0; i < samples.Length && !counts.IsEmpty;)
        {
            for (var channel = 0; channel < channels; channel++, i++)
            {
                counts[(channel << 16) | samples[i]]++;
            }
        }
    }
}
