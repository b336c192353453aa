using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Datastamp.Resampling;

/// <summary>The weighted sum of rows of 8-bit samples in fixed point, rounded once and clipped to 0–255.</summary>
internal static class WeightedRows
{
    public const int Width = 32;

    private const int Half = 1 << (Taps.PrecisionBits - 1);

    /// <summary>
    /// The sums of <see cref="Width"/> columns; row i starts at sample i·<paramref name="stride"/>. Needs AVX2, whose
    /// interleaving and adding of neighbours the portable vectors lack; imitated with them, it gains nothing.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Sum(ReadOnlySpan<byte> rows, int stride, int count, ReadOnlySpan<WeightPair> weights)
    {
        // This slice is the bounds check of every load below.
        ref var row = ref MemoryMarshal.GetReference(rows[..(((count - 1) * stride) + Width)]);

        var (low0, low1, low2, low3) = (Vector256.Create(Half), Vector256.Create(Half), Vector256.Create(Half), Vector256.Create(Half));
        var (high0, high1, high2, high3) = (Vector256<int>.Zero, Vector256<int>.Zero, Vector256<int>.Zero, Vector256<int>.Zero);
        for (var i = 0; i < weights.Length; i++)
        {
            var first = Vector256.LoadUnsafe(ref row);
            // After the last row there may be no memory.
            var second = (2 * i) + 1 < count ? Vector256.LoadUnsafe(ref row, (nuint)stride) : Vector256<byte>.Zero;
            row = ref Unsafe.Add(ref row, 2 * stride);

            var low = Vector256.Create(weights[i].Low).AsInt16();
            var high = Vector256.Create(weights[i].High).AsInt16();
            var pairs = Avx2.UnpackLow(first, second);
            var samples = Avx2.UnpackLow(pairs, Vector256<byte>.Zero).AsInt16();
            low0 = Add(low0, samples, low);
            high0 = Add(high0, samples, high);
            samples = Avx2.UnpackHigh(pairs, Vector256<byte>.Zero).AsInt16();
            low1 = Add(low1, samples, low);
            high1 = Add(high1, samples, high);

            pairs = Avx2.UnpackHigh(first, second);
            samples = Avx2.UnpackLow(pairs, Vector256<byte>.Zero).AsInt16();
            low2 = Add(low2, samples, low);
            high2 = Add(high2, samples, high);
            samples = Avx2.UnpackHigh(pairs, Vector256<byte>.Zero).AsInt16();
            low3 = Add(low3, samples, low);
            high3 = Add(high3, samples, high);
        }

        return Avx2.PackUnsignedSaturate(
            Avx2.PackSignedSaturate(Join(low0, high0), Join(low1, high1)),
            Avx2.PackSignedSaturate(Join(low2, high2), Join(low3, high3)));
    }

    /// <summary>The sum of one column.</summary>
    public static byte Sum(ReadOnlySpan<byte> rows, int stride, ReadOnlySpan<int> weights)
    {
        var sum = Half;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += rows[i * stride] * weights[i];
        }

        return (byte)Math.Clamp(sum >> Taps.PrecisionBits, 0, 255);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Add(Vector256<int> sum, Vector256<short> samples, Vector256<short> weights) =>
        AvxVnni.IsSupported ? AvxVnni.MultiplyWideningAndAdd(sum, samples, weights) : sum + Avx2.MultiplyAddAdjacent(samples, weights);

    // The halves may wrap around by themselves; their sum cannot.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Join(Vector256<int> low, Vector256<int> high) =>
        ((high << 16) + low) >> Taps.PrecisionBits;
}
