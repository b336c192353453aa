using System.Globalization;
using Datastamp.Measuring;
using Datastamp.Statistics;

namespace Datastamp.Output;

/// <summary>What is said behind mean and std of a sample, so that they are never taken for exact.</summary>
public static class EstimateText
{
    private const int ShortDigits = 4;

    /// <summary>As in <c>500 of 10,000 images</c>.</summary>
    /// <param name="result">What is known.</param>
    public static string Images(ImageResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return string.Create(CultureInfo.InvariantCulture, $"{result.Images:N0} of {result.Files:N0} images");
    }

    /// <summary>As in <c>estimated ± 0.0012, 0.0013, 0.0011 (95 %, 500 of 10,000 images)</c>; empty where the numbers are exact.</summary>
    /// <param name="result">What is known.</param>
    /// <param name="margins">Margins that are shown, of any weighting.</param>
    /// <param name="digits">Digits behind the point; margins are rounded up to them.</param>
    public static string Of(ImageResult result, Func<ImageStatistics, IEnumerable<double>> margins, int digits = ShortDigits)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(margins);
        return result.Estimate is { } estimate
            ? string.Create(CultureInfo.InvariantCulture, $"estimated ± {Row(margins(estimate.Margins), digits)} ({EstimationMargins.Confidence:0.## %}, {Images(result)})")
            : string.Empty;
    }

    /// <summary>As in <c>estimated ± 0.0012, 0.0013 and ± 0.0008, 0.0009 (95 %, 500 of 10,000 images)</c>, of mean and std; empty where they are exact.</summary>
    /// <param name="result">What is known.</param>
    /// <param name="weighting">The weighting that is shown.</param>
    public static string Of(ImageResult result, Weighting weighting)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Estimate is { } estimate && estimate.Margins.For(weighting) is var margins
            ? string.Create(CultureInfo.InvariantCulture, $"estimated ± {Row(margins.Mean, ShortDigits)} and ± {Row(margins.Std, ShortDigits)} ({EstimationMargins.Confidence:0.## %}, {Images(result)})")
            : string.Empty;
    }

    /// <summary>Margins between commas, rounded up.</summary>
    /// <param name="margins">The margins, 0–1.</param>
    /// <param name="digits">Digits behind the point.</param>
    public static string Row(IEnumerable<double> margins, int digits)
    {
        ArgumentNullException.ThrowIfNull(margins);
        var unit = 1m;
        for (var i = 0; i < digits; i++)
        {
            unit /= 10;
        }

        return string.Join(", ", margins.Select(margin => (Math.Ceiling((decimal)margin / unit) * unit).ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)));
    }
}
