using System.Numerics;

namespace Datastamp.Statistics;

/// <summary>Rounds exact values to the nearest double, ties to even. For values that are 0 or within the normal doubles.</summary>
internal static class NearestDouble
{
    /// <summary>The bits kept below the first: 53 of the double and ten more, so that a sticky last bit settles every tie.</summary>
    private const int KeptBits = 63;

    /// <summary>numerator / denominator, both not negative, denominator not zero.</summary>
    public static double Quotient(BigInteger numerator, BigInteger denominator)
    {
        if (numerator.IsZero)
        {
            return 0;
        }

        var shift = (int)(denominator.GetBitLength() - numerator.GetBitLength()) + KeptBits + 1;
        var quotient = Divide(numerator, denominator, shift, out var exact);
        return Round(quotient, exact, -shift);
    }

    /// <summary>√(numerator / denominator), both not negative, denominator not zero.</summary>
    public static double SquareRoot(BigInteger numerator, BigInteger denominator)
    {
        if (numerator.IsZero)
        {
            return 0;
        }

        var shift = (int)(denominator.GetBitLength() - numerator.GetBitLength()) + (2 * KeptBits) + 2;
        shift += shift & 1;
        var square = Divide(numerator, denominator, shift, out var exact);
        var root = FloorSquareRoot(square);
        return Round(root, exact && root * root == square, -shift / 2);
    }

    private static BigInteger Divide(BigInteger numerator, BigInteger denominator, int shift, out bool exact)
    {
        var quotient = shift >= 0
            ? BigInteger.DivRem(numerator << shift, denominator, out var remainder)
            : BigInteger.DivRem(numerator, denominator << -shift, out remainder);
        exact = remainder.IsZero;
        return quotient;
    }

    private static double Round(BigInteger value, bool exact, int exponent)
    {
        var excess = (int)value.GetBitLength() - KeptBits;
        var kept = value >> excess;
        exact &= kept << excess == value;
        var sticky = (long)kept | (exact ? 0L : 1L);
        return Math.ScaleB((double)sticky, exponent + excess);
    }

    private static BigInteger FloorSquareRoot(BigInteger value)
    {
        var root = BigInteger.One << (int)((value.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (root + (value / root)) >> 1;
            if (next >= root)
            {
                return root;
            }

            root = next;
        }
    }
}
