using Datastamp.Videos;

namespace Datastamp.Probing;

/// <summary>Frame rates behind times that were rounded to a coarse unit, such as Matroska's milliseconds.</summary>
internal static class FrameRates
{
    // NTSC rates are whole rates of 1000/1001.
    private const int NtscNumerator = 1000;
    private const int NtscDenominator = 1001;

    /// <summary>
    /// The whole rate, or the whole rate times 1000/1001, that is nearest to what the times say, if times of that rate, rounded,
    /// could span as much; else the mean rate.
    /// </summary>
    /// <param name="gaps">Number of times between frames.</param>
    /// <param name="span">From the first to the last frame, in units; positive.</param>
    /// <param name="timeBase">The unit, in seconds.</param>
    /// <param name="rounding">By how many units the span may differ from the true one.</param>
    /// <exception cref="BadVideoException">It does not fit a fraction of longs.</exception>
    public static Rational Nearest(int gaps, long span, Rational timeBase, long rounding = 1)
    {
        var mean = Seconds.Divide(gaps, Seconds.Of(span, timeBase));
        var rate = mean.ToDouble();
        var whole = Math.Round(rate);
        var ntsc = Math.Round(rate * NtscDenominator / NtscNumerator);
        Rational[] candidates = [
            .. whole is >= 1 and < 1e6 ? new[] { new Rational((long)whole, 1) } : [],
            .. ntsc is >= 1 and < 1e6 ? new[] { new Rational((long)ntsc * NtscNumerator, NtscDenominator) } : []];
        return candidates
            .Where(candidate => CouldSpan(candidate, gaps, span, timeBase, rounding))
            .OrderBy(candidate => Math.Abs(candidate.ToDouble() - rate))
            .DefaultIfEmpty(mean)
            .First();
    }

    /// <summary>The whole rate, or the whole rate times 1000/1001, that a double stands for; null where it stands for neither.</summary>
    public static Rational? Of(double rate)
    {
        const double precision = 1e-6;
        return rate is not (>= 1 and < 1e6) ? null
            : Math.Abs(Math.Round(rate) - rate) < precision * rate ? new((long)Math.Round(rate), 1)
            : Math.Round(rate * NtscDenominator / NtscNumerator) is var ntsc && Math.Abs((ntsc * NtscNumerator / NtscDenominator) - rate) < precision * rate
                ? new((long)ntsc * NtscNumerator, NtscDenominator)
                : null;
    }

    /// <summary>Whether times of a rate, rounded, could span as much.</summary>
    /// <inheritdoc cref="Nearest"/>
    public static bool CouldSpan(Rational rate, int gaps, long span, Rational timeBase, long rounding) =>
        Math.Abs((gaps / rate.ToDouble() / timeBase.ToDouble()) - span) <= rounding;
}
