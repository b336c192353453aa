using Datastamp.Videos;

namespace Datastamp.Probing.Indexes;

/// <summary>The frame rate behind a frame's duration that was rounded to whole nanoseconds.</summary>
internal static class NominalRate
{
    private const long Second = 1_000_000_000;
    private const int FastestNtsc = 1000;

    /// <summary>
    /// The simplest rate whose frame lasts within one nanosecond of the duration: a whole number, else 1000/1001 of one, else
    /// the fraction with the least denominator. FFmpeg limits numerators to 30000 instead, so that it gives 19001/317 for
    /// 16683333 ns, where this gives 60000/1001.
    /// </summary>
    /// <param name="nanoseconds">Duration of a frame.</param>
    /// <returns>Null for durations that say nothing: none, under one microsecond, or more than an hour.</returns>
    public static Rational? Of(long nanoseconds)
    {
        if (nanoseconds is < 1000 or > 3600 * Second)
        {
            return null;
        }

        var whole = (Second + (nanoseconds / 2)) / nanoseconds;
        if (Fits(whole, 1, nanoseconds))
        {
            return new Rational(whole, 1);
        }

        var ntsc = ((Second / 1000 * 1001) + (nanoseconds / 2)) / nanoseconds;
        return ntsc <= FastestNtsc && Fits(ntsc * 1000, 1001, nanoseconds)
            ? new Rational(ntsc * 1000, 1001)
            : Simplest(Second, nanoseconds + 1, Second, nanoseconds - 1);
    }

    private static bool Fits(long numerator, long denominator, long nanoseconds) =>
        numerator > 0 && Math.Abs((Second * denominator) - (nanoseconds * numerator)) < numerator;

    /// <summary>The fraction of least denominator between two, by their common beginning as continued fractions.</summary>
    private static Rational Simplest(long lowNumerator, long lowDenominator, long highNumerator, long highDenominator)
    {
        long before = 0, numerator = 1, denominatorBefore = 1, denominator = 0;
        while (true)
        {
            var part = lowNumerator / lowDenominator;
            var rest = lowNumerator % lowDenominator;
            var isLast = rest == 0 || highNumerator / highDenominator > part;
            part += isLast && rest != 0 ? 1 : 0;
            (before, numerator) = (numerator, (part * numerator) + before);
            (denominatorBefore, denominator) = (denominator, (part * denominator) + denominatorBefore);
            if (isLast)
            {
                return new Rational(numerator, denominator);
            }

            // Both reciprocals of what is left over: the order turns.
            (lowNumerator, lowDenominator, highNumerator, highDenominator) =
                (highDenominator, highNumerator % highDenominator, lowDenominator, rest);
        }
    }
}
