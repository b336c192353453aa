using System.Collections.Immutable;

namespace Datastamp.Statistics;

/// <summary>The moments of one image, in units of full scale: what an estimate needs of every image of its sample.</summary>
/// <param name="Pixels">nᵢ: number of pixels, 1 or more.</param>
/// <param name="Mean">Sᵢ/nᵢ a channel, 0–1.</param>
/// <param name="MeanSquare">Qᵢ/nᵢ a channel, 0–1.</param>
public sealed record ImageMoments(long Pixels, ImmutableArray<double> Mean, ImmutableArray<double> MeanSquare)
{
    /// <summary>The moments of integers.</summary>
    /// <param name="depth">Bits a sample: 8 or 16. In units of full scale, an image has the same moments in either.</param>
    /// <param name="pixels">Number of pixels: 1 or more.</param>
    /// <param name="sum">Σx a channel.</param>
    /// <param name="sumOfSquares">Σx² a channel.</param>
    public static ImageMoments Of(int depth, long pixels, ReadOnlySpan<ulong> sum, ReadOnlySpan<ulong> sumOfSquares)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pixels, 1);
        double fullScale = SampleDepth.FullScale(depth);
        return new(pixels, Quotients(sum, pixels * fullScale), Quotients(sumOfSquares, pixels * fullScale * fullScale));
    }

    private static ImmutableArray<double> Quotients(ReadOnlySpan<ulong> numerators, double denominator)
    {
        var quotients = ImmutableArray.CreateBuilder<double>(numerators.Length);
        foreach (var numerator in numerators)
        {
            quotients.Add(numerator / denominator);
        }

        return quotients.MoveToImmutable();
    }
}
