using Datastamp.Measuring;

namespace Datastamp.Comparing;

/// <summary>
/// How far the same files are apart where two decoders decoded them. The JPEG standard lets decoders round, and smooth chroma, as
/// they like, so their pixels differ by a grey level here and there; their constants agree within a tolerance. Over 1000 photographs,
/// libjpeg-turbo with and without smooth chroma gave means apart by 6.4e-4 of one image at most and by 1.8e-6 of all, and stds by
/// 5.1e-3 and 3.8e-5.
/// </summary>
/// <param name="Before">The decoder of the lock.</param>
/// <param name="Now">The decoder here.</param>
/// <param name="Mean">The largest difference of a mean, of any channel and weighting, 0–1.</param>
/// <param name="Std">The largest difference of a std, likewise.</param>
public sealed record DecoderDifference(string Before, string Now, double Mean, double Std)
{
    /// <summary>What means may differ by, 0–1: half a grey level of 255.</summary>
    public const double MeanTolerance = 0.002;

    /// <summary>What stds may differ by, 0–1: one and a half grey levels of 255.</summary>
    public const double StdTolerance = 0.006;

    /// <summary>Whether other pixels of the same images explain it.</summary>
    public bool IsWithinTolerance => Mean <= MeanTolerance && Std <= StdTolerance;

    /// <summary>The difference of two results of the same files; null where one decoder made both, or where more than pixels differs.</summary>
    internal static DecoderDifference? Between(ImageResult before, ImageResult now)
    {
        var isComparable = !string.Equals(before.Decoder, now.Decoder, StringComparison.Ordinal)
            && string.Equals(before.Fingerprint, now.Fingerprint, StringComparison.Ordinal)
            && before.Definition.Equals(now.Definition)
            && (before.Images, before.Pixels, before.Depth) == (now.Images, now.Pixels, now.Depth);
        return isComparable
            ? new(before.Decoder, now.Decoder, Largest(before, now, statistics => statistics.Mean), Largest(before, now, statistics => statistics.Std))
            : null;
    }

    private static double Largest(ImageResult before, ImageResult now, Func<Statistics.WeightedStatistics, IEnumerable<double>> values) =>
        Enum.GetValues<Statistics.Weighting>()
            .SelectMany(weighting => values(before.Statistics.For(weighting)).Zip(values(now.Statistics.For(weighting)), (old, current) => Math.Abs(current - old)))
            .Max();
}
