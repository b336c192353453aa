using System.Numerics;

namespace Datastamp.Geometry;

/// <summary>The sizes that images are resized to, as torchvision's <c>Resize</c> defines them.</summary>
public static class ResizeGeometry
{
    private const int SignificandBits = 53;

    /// <summary>The size whose short side is <paramref name="size"/>, the long side following the image's shape.</summary>
    /// <param name="image">The image's own size, in pixels.</param>
    /// <param name="size">The short side wanted, in pixels.</param>
    /// <returns>
    /// The short side <c>s</c> and the long side <c>int(s * long / short)</c>, the quotient rounded to a double
    /// before it is truncated, as Python's <c>/</c> rounds it.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">A side or <paramref name="size"/> is not positive.</exception>
    /// <exception cref="OverflowException">The long side is above <see cref="int.MaxValue"/>.</exception>
    public static ImageSize ShortSide(ImageSize image, int size)
    {
        image.ThrowIfNotPositive(nameof(image));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);

        var longSide = checked((int)TruncatedQuotient((long)size * image.LongSide, image.ShortSide));
        return image.Width <= image.Height ? new(size, longSide) : new(longSide, size);
    }

    private static long TruncatedQuotient(long dividend, int divisor)
    {
        var (quotient, remainder) = Math.DivRem(dividend, divisor);

        // A quotient less than half a unit in the last place below a whole number is that number once it is a double.
        var fractionBits = SignificandBits - BitOperations.Log2((ulong)quotient);
        return fractionBits < 32 && divisor - remainder <= divisor >> fractionBits ? quotient + 1 : quotient;
    }
}
