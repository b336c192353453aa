using Datastamp.Videos;

namespace Datastamp.Probing;

/// <summary>Exact arithmetic of times, whose numbers are foreign.</summary>
internal static class Seconds
{
    /// <summary>A number of units as seconds.</summary>
    /// <exception cref="BadVideoException">It does not fit a fraction of longs.</exception>
    public static Rational Of(Int128 units, Rational timeBase)
    {
        try
        {
            return Reduce(checked(units * timeBase.Numerator), timeBase.Denominator);
        }
        catch (OverflowException)
        {
            throw TooLong();
        }
    }

    /// <summary>1 over a positive number of seconds.</summary>
    /// <exception cref="BadVideoException">It is none.</exception>
    public static Rational Inverse(Rational seconds) => Divide(1, seconds);

    /// <summary>A number of frames over a positive number of seconds.</summary>
    /// <exception cref="BadVideoException">It does not fit a fraction of longs.</exception>
    public static Rational Divide(long frames, Rational seconds) => Reduce((Int128)frames * seconds.Denominator, seconds.Numerator);

    /// <summary>A fraction in lowest terms.</summary>
    /// <exception cref="BadVideoException">It does not fit a fraction of longs, or its denominator is not positive.</exception>
    public static Rational Reduce(Int128 numerator, Int128 denominator)
    {
        if (denominator <= 0 || numerator == Int128.MinValue)
        {
            throw TooLong();
        }

        var (a, b) = (Int128.Abs(numerator), denominator);
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        var (reduced, below) = (numerator / a, denominator / a);
        return Int128.Abs(reduced) <= long.MaxValue && below <= long.MaxValue ? new((long)reduced, (long)below) : throw TooLong();
    }

    private static BadVideoException TooLong() => new("a time of it is too long, or too finely divided");
}
