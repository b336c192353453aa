using System.Globalization;

namespace Datastamp.Videos;

/// <summary>An exact fraction in lowest terms with a positive denominator, such as a frame rate of 30000/1001. The default value is 0.</summary>
public readonly record struct Rational
{
    // One less than the denominator, so that the default value is a fraction too.
    private readonly long denominatorLessOne;

    /// <summary>A fraction, brought to lowest terms.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The denominator is not positive, or the numerator is <see cref="long.MinValue"/>.</exception>
    public Rational(long numerator, long denominator)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(denominator);
        ArgumentOutOfRangeException.ThrowIfEqual(numerator, long.MinValue);
        var divisor = GreatestCommonDivisor(Math.Abs(numerator), denominator);
        Numerator = numerator / divisor;
        denominatorLessOne = (denominator / divisor) - 1;
    }

    /// <summary>The numerator, which carries the sign.</summary>
    public long Numerator { get; }

    /// <summary>The denominator, at least 1.</summary>
    public long Denominator => denominatorLessOne + 1;

    /// <summary>The nearest double.</summary>
    public double ToDouble() => (double)Numerator / Denominator;

    /// <summary>Numerator and denominator, as in <c>30000/1001</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    private static long GreatestCommonDivisor(long a, long b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a;
    }
}
