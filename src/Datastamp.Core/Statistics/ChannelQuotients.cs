using System.Numerics;

namespace Datastamp.Statistics;

/// <summary>
/// The rational numbers behind one channel's statistics, each rounded once. With M images, N pixels, S = Σx, Q = Σx²,
/// full scale F, and over groups of images of n pixels A = Σ S/n and B = Σ Q/n:
/// <code>
/// image mean  A / (M·F)          mixed variance  (Q·M² − 2·A·M·S + A²·N) / (N·(M·F)²)
/// pixel mean  S / (N·F)          pixel variance  (N·Q − S²) / (N·F)²
///                                image variance  (M·B − A²) / (M·F)²
/// </code>
/// A and B have a common denominator of up to millions of digits, so they are bracketed in fixed point, ever finer, until
/// both ends of the bracket round to the same double (Ziv's method).
/// </summary>
internal sealed class ChannelQuotients
{
    private const int FirstPrecision = 320;

    private readonly (BigInteger Pixels, BigInteger Sum, BigInteger SumOfSquares)[] groups;
    private readonly BigInteger fullScale;
    private readonly BigInteger images;
    private readonly BigInteger pixels;
    private readonly BigInteger sum;
    private readonly BigInteger sumOfSquares;
    private readonly long lastPrecision;

    public ChannelQuotients(DatasetMoments moments, int channel)
    {
        var total = moments.Channel(channel);
        groups = [.. moments.Groups.Select(group =>
            ((BigInteger)group.PixelsPerImage, (BigInteger)group.Channels[channel].Sum, (BigInteger)group.Channels[channel].SumOfSquares))];
        fullScale = SampleDepth.FullScale(moments.Depth);
        images = moments.Images;
        pixels = total.Count;
        sum = total.Sum;
        sumOfSquares = total.SumOfSquares;

        // A value that is no midpoint of two doubles is at least 1/(its denominator · the midpoint's) away from every
        // midpoint. The squared common denominator of A, and 2048 bits for all other factors, bound that distance: what
        // is still open at this precision is a midpoint, and a tie.
        lastPrecision = (2 * groups.Sum(group => (long)group.Pixels.GetBitLength())) + 2048;
    }

    public double PixelMean() => NearestDouble.Quotient(sum, pixels * fullScale);

    public double PixelStd() =>
        NearestDouble.SquareRoot((pixels * sumOfSquares) - (sum * sum), BigInteger.Pow(pixels * fullScale, 2));

    public double ImageMean() => Refine(precision =>
    {
        var (low, high) = SumOfQuotients(group => group.Sum, precision);
        var denominator = (images * fullScale) << precision;
        return (NearestDouble.Quotient(low, denominator), NearestDouble.Quotient(high, denominator));
    });

    public double ImageStd() => Refine(precision =>
    {
        var a = SumOfQuotients(group => group.Sum, precision);
        var b = SumOfQuotients(group => group.SumOfSquares, precision);
        var low = ((images * b.Low) << precision) - (a.High * a.High);
        var high = ((images * b.High) << precision) - (a.Low * a.Low);
        return Roots(low, high, BigInteger.Pow(images * fullScale, 2) << (2 * precision));
    });

    public double MixedStd() => Refine(precision =>
    {
        var a = SumOfQuotients(group => group.Sum, precision);
        var constant = (sumOfSquares * images * images) << (2 * precision);
        var slope = (2 * images * sum) << precision;
        var low = constant - (slope * a.High) + (pixels * a.Low * a.Low);
        var high = constant - (slope * a.Low) + (pixels * a.High * a.High);
        return Roots(low, high, (pixels * BigInteger.Pow(images * fullScale, 2)) << (2 * precision));
    });

    private static (double Low, double High) Roots(BigInteger low, BigInteger high, BigInteger denominator) =>
        (NearestDouble.SquareRoot(BigInteger.Max(low, BigInteger.Zero), denominator), NearestDouble.SquareRoot(high, denominator));

    private double Refine(Func<int, (double Low, double High)> bracket)
    {
        for (var precision = FirstPrecision; ; precision *= 2)
        {
            var (low, high) = bracket(precision);
            if (low == high)
            {
                return low;
            }

            if (precision > lastPrecision)
            {
                return (BitConverter.DoubleToInt64Bits(low) & 1) == 0 ? low : high;
            }
        }
    }

    private (BigInteger Low, BigInteger High) SumOfQuotients(
        Func<(BigInteger Pixels, BigInteger Sum, BigInteger SumOfSquares), BigInteger> numerator, int precision)
    {
        var low = BigInteger.Zero;
        var inexact = 0;
        foreach (var group in groups)
        {
            low += BigInteger.DivRem(numerator(group) << precision, group.Pixels, out var remainder);
            inexact += remainder.IsZero ? 0 : 1;
        }

        return (low, low + inexact);
    }
}
