namespace Datastamp.Statistics;

/// <summary>
/// Quantiles of Student's t: P(|T| &gt; t) = I_x(ν/2, 1/2) with x = ν/(ν + t²), the regularized incomplete beta function, by its
/// continued fraction (DLMF 8.17.22), solved for t by halving.
/// <see href="https://dlmf.nist.gov/8.17"/>
/// </summary>
internal static class StudentQuantile
{
    /// <summary>More degrees of freedom than these count as these: the quantile is then 0.02 % too large at most.</summary>
    public const double MostDegrees = 10_000;

    private const double Smallest = 1e-300;

    // Lanczos' coefficients for g = 7.
    private static readonly double[] lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
        12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>The t that |T| exceeds with a probability.</summary>
    /// <param name="tails">That probability, of both tails together: above 0, at most 1.</param>
    /// <param name="degrees">ν, the degrees of freedom: 1 or more, not necessarily whole.</param>
    public static double TwoSided(double tails, double degrees)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degrees, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tails);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tails, 1);
        degrees = Math.Min(degrees, MostDegrees);
        var (low, high) = (0.0, 1.0);
        while (Tails(high, degrees) > tails)
        {
            high *= 2;
        }

        for (double middle; (middle = (low + high) / 2) > low && middle < high;)
        {
            (low, high) = Tails(middle, degrees) > tails ? (middle, high) : (low, middle);
        }

        return high;
    }

    private static double Tails(double t, double degrees)
    {
        var square = t * t;
        return square == 0 ? 1 : Beta(degrees / (degrees + square), square / (degrees + square), degrees / 2, 0.5);
    }

    /// <summary>I_x(a, b) for x and 1 - x, which is given as well so that nothing of it is lost.</summary>
    private static double Beta(double x, double rest, double a, double b)
    {
        var front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * Math.Log(rest)));
        return x < (a + 1) / (a + b + 2) ? front * Fraction(x, a, b) / a : 1 - (front * Fraction(rest, b, a) / b);
    }

    /// <summary>The continued fraction by Lentz' method.</summary>
    private static double Fraction(double x, double a, double b)
    {
        var d = 1 / Safe(1 - ((a + b) * x / (a + 1)));
        var c = 1.0;
        var value = d;
        for (var m = 1; ; m++)
        {
            Step(m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m))));
            var before = value;
            Step(-(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1)));
            if (Math.Abs(value - before) <= 1e-15 * value)
            {
                return value;
            }
        }

        void Step(double coefficient)
        {
            d = 1 / Safe(1 + (coefficient * d));
            c = Safe(1 + (coefficient / c));
            value *= d * c;
        }
    }

    private static double Safe(double value) => Math.Abs(value) < Smallest ? Smallest : value;

    private static double LogGamma(double x)
    {
        var sum = lanczos[0];
        for (var i = 1; i < lanczos.Length; i++)
        {
            sum += lanczos[i] / (x - 1 + i);
        }

        var t = x + 6.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((x - 0.5) * Math.Log(t)) - t + Math.Log(sum);
    }
}
