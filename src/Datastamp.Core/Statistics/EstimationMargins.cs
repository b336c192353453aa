using System.Collections.Immutable;

namespace Datastamp.Statistics;

/// <summary>
/// How far mean and std of a simple random sample of images may lie from those of all images. The sample is of whole images, so
/// images are what varies (cluster sampling), and never pixels:
/// <code>
/// θ₍₋ᵢ₎  the statistic without image i      uᵢ = (m − 1)(θ̄₍₋₎ − θ₍₋ᵢ₎)      s² = Σuᵢ²/(m − 1)
/// standard error  e = √((1 − m/M)·s²/m)
/// h               q·e + |γ|(1 + 2q²)/(6√m)·e·√(1 − m/M) + √(1 − m/M)·max|uᵢ|/m + (1 − m/M)(m − 1)|θ̄₍₋₎ − θ|
/// margin          θ(exp(h/θ) − 1)
/// </code>
/// The first term of h is the delete-one jackknife (Efron and Stein 1981) with the finite population correction (Cochran 1977, 2.6).
/// q is Student's t with m/(κ − 1) degrees of freedom, but not fewer than 3 or more than m − 1: the heavier the tails of the u, the
/// less is known of s². (Satterthwaite 1946 has twice as many for a κ that is known; a sample's is too small where tails are heavy.)
/// The second is the correction for skewness (Johnson 1978), on both sides; the third leaves room for one image more of the most
/// extreme kind that was drawn; the fourth is the jackknife's estimate of bias, which is not taken off. γ and κ are skewness and
/// kurtosis of the u. The margin is the longer side of θ·exp(±h/θ), the interval on the scale of logarithms, which fits what cannot
/// be negative and is skewed; for a small h it is h.
/// The confidence is of all means and stds of a weighting together: each has its share of what may fail (Bonferroni).
/// </summary>
/// <remarks>
/// A sample knows nothing of kinds of images that it does not hold. Where few of all images hold most of the pixels, the
/// weightings by pixels depend on images that a sample is likely to miss: see <see cref="EffectiveImages"/>. Tests hold the
/// margins to sizes whose logarithms have a standard deviation of 0.5; far more uneven ones are beyond what any sample's own
/// numbers tell.
/// </remarks>
public static class EstimationMargins
{
    /// <summary>How often all true values of a weighting lie within their margins, at least.</summary>
    public const double Confidence = 0.95;

    private const double FewestDegrees = 3;

    /// <summary>The margins, half the widths of the intervals, in place of the statistics: 0–1, rounded up to four digits.</summary>
    /// <param name="images">The measured images of the sample, in an order that is always the same.</param>
    /// <param name="sampled">How many files were drawn; more than the images where some are no valid images.</param>
    /// <param name="population">M: how many files they were drawn from.</param>
    /// <returns>0 where all files were drawn; 1, which says nothing, for a single image of several files.</returns>
    /// <exception cref="ArgumentException">There is no image.</exception>
    public static ImageStatistics Of(IReadOnlyList<ImageMoments> images, int sampled, int population)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sampled, population);
        if (images.Count == 0)
        {
            throw new ArgumentException("A sample without images has no mean.", nameof(images));
        }

        var channels = images[0].Mean.Length;
        var left = 1 - ((double)sampled / population);
        var tails = (1 - Confidence) / (2 * channels);
        var margins = Enumerable.Range(0, channels)
            .Select(channel => new Deletion(images, channel))
            .Select(deletion => Enumerable.Range(0, Deletion.Statistics).Select(statistic => Margin(deletion, statistic, left, tails)).ToArray())
            .ToArray();
        ImmutableArray<double> Row(int statistic) => [.. margins.Select(channel => channel[statistic])];
        return new(
            new(Row(Deletion.ImageMean), Row(Deletion.MixedStd)),
            new(Row(Deletion.PixelMean), Row(Deletion.PixelStd)),
            new(Row(Deletion.ImageMean), Row(Deletion.ImageStd)));
    }

    /// <summary>How many images of equal size would weigh as these do by their pixels: (Σn)²/Σn², rounded down (Kish 1965).</summary>
    public static int EffectiveImages(IEnumerable<ImageMoments> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        var (sum, squares) = images.Aggregate((Sum: (UInt128)0, Squares: (UInt128)0), (total, image) => (total.Sum + (UInt128)image.Pixels, total.Squares + ((UInt128)image.Pixels * (UInt128)image.Pixels)));
        return squares == 0 ? 0 : (int)(sum * sum / squares);
    }

    private static double Margin(Deletion deletion, int statistic, double left, double tails)
    {
        var m = deletion.Images;
        if (left == 0)
        {
            return 0;
        }

        if (m < 2)
        {
            return 1;
        }

        var without = deletion.Without(statistic);
        var mean = without.Sum() / m;
        var (second, third, fourth, most) = (0.0, 0.0, 0.0, 0.0);
        foreach (var value in without)
        {
            var u = (m - 1) * (mean - value);
            second += u * u;
            third += u * u * u;
            fourth += u * u * u * u;
            most = Math.Max(most, Math.Abs(u));
        }

        if (second == 0)
        {
            return 0;
        }

        var (skewness, kurtosis) = (third / second / Math.Sqrt(second / m), fourth / second / (second / m));
        var degrees = Math.Min(m - 1, Math.Max(FewestDegrees, m / Math.Max(kurtosis - 1, double.Epsilon)));
        var quantile = StudentQuantile.TwoSided(tails, degrees);
        var error = Math.Sqrt(left * (second / (m - 1)) / m);
        var estimate = deletion.With(statistic);
        return RoundUp(Widened(
            estimate,
            (quantile * error)
            + (Math.Abs(skewness) * (1 + (2 * quantile * quantile)) / (6 * Math.Sqrt(m)) * error * Math.Sqrt(left))
            + (Math.Sqrt(left) * most / m)
            + (left * (m - 1) * Math.Abs(mean - estimate))));
    }

    /// <summary>The upper side of an interval of the logarithm: what is not negative is more often far too small than far too large.</summary>
    private static double Widened(double estimate, double margin) => estimate > 0 ? estimate * (Math.Exp(margin / estimate) - 1) : margin;

    /// <summary>Four digits, so that what functions of other machines have in their last place is in no lock.</summary>
    private static double RoundUp(double margin)
    {
        if (margin >= 1)
        {
            return 1;
        }

        var value = (decimal)margin;
        var unit = 0.0001m;
        while (value < unit * 1000 && unit > 1e-15m)
        {
            unit /= 10;
        }

        return (double)(Math.Ceiling(value / unit) * unit);
    }
}
