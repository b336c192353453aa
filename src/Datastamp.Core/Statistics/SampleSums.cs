using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Datastamp.Statistics;

/// <summary>Σx and Σx² a channel over interleaved samples, in whole vectors, exactly.</summary>
public static class SampleSums
{
    // A lane of 16-bit sums holds 257 samples of 255, the largest number that fits.
    private const int ByteRun = 257;

    /// <summary>Sums one image of 8-bit samples.</summary>
    /// <param name="samples">H×W×C, 0–255, rows packed; at most 2^40 samples.</param>
    /// <param name="sum">Receives Σx a channel; its length is C.</param>
    /// <param name="sumOfSquares">Receives Σx² a channel.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public static void Compute(ReadOnlySpan<byte> samples, Span<ulong> sum, Span<ulong> sumOfSquares)
    {
        var channels = Check(samples.Length, sum, sumOfSquares);
        var width = Vector256<byte>.Count;
        var period = width * channels;
        var whole = samples.Length / period * period;

        // Lanes of the vector at offset phase·width + k·period see the same channels for every k.
        for (var start = 0; start < whole;)
        {
            var stop = Math.Min(whole, start + (ByteRun * period));
            for (var phase = 0; phase < channels; phase++)
            {
                AddByteRun(samples[start..stop], phase * width, period, sum, sumOfSquares);
            }

            start = stop;
        }

        for (var i = whole; i < samples.Length; i++)
        {
            ulong sample = samples[i];
            sum[i % channels] += sample;
            sumOfSquares[i % channels] += sample * sample;
        }
    }

    /// <summary>Sums one image of 16-bit samples.</summary>
    /// <param name="samples">H×W×C, 0–65535, rows packed; at most 2^31 samples, so that Σx² fits 64 bits.</param>
    /// <param name="sum">Receives Σx a channel; its length is C.</param>
    /// <param name="sumOfSquares">Receives Σx² a channel.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public static void Compute(ReadOnlySpan<ushort> samples, Span<ulong> sum, Span<ulong> sumOfSquares)
    {
        var channels = Check(samples.Length, sum, sumOfSquares);
        var width = Vector256<ushort>.Count;
        var period = width * channels;
        var whole = samples.Length / period * period;
        for (var phase = 0; phase < channels; phase++)
        {
            AddWordRun(samples[..whole], phase * width, period, sum, sumOfSquares);
        }

        for (var i = whole; i < samples.Length; i++)
        {
            ulong sample = samples[i];
            sum[i % channels] += sample;
            sumOfSquares[i % channels] += sample * sample;
        }
    }

    private static int Check(int length, Span<ulong> sum, Span<ulong> sumOfSquares)
    {
        var channels = sum.Length;
        if (channels == 0 || sumOfSquares.Length != channels || length % channels != 0)
        {
            throw new ArgumentException("There is one sum a channel, and the samples are whole pixels.", nameof(sum));
        }

        sum.Clear();
        sumOfSquares.Clear();
        return channels;
    }

    private static void AddByteRun(ReadOnlySpan<byte> run, int offset, int period, Span<ulong> sum, Span<ulong> sumOfSquares)
    {
        ref var origin = ref MemoryMarshal.GetReference(run);
        Vector256<ushort> sumLow = default, sumHigh = default;
        Vector256<uint> square0 = default, square1 = default, square2 = default, square3 = default;
        for (var at = offset; at < run.Length; at += period)
        {
            var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref origin, (nuint)at));
            sumLow += low;
            sumHigh += high;

            // 255² = 65025 still fits 16 bits.
            var (s0, s1) = Vector256.Widen(low * low);
            var (s2, s3) = Vector256.Widen(high * high);
            square0 += s0;
            square1 += s1;
            square2 += s2;
            square3 += s3;
        }

        var channels = sum.Length;
        for (var lane = 0; lane < Vector256<ushort>.Count; lane++)
        {
            sum[(offset + lane) % channels] += sumLow[lane];
            sum[(offset + Vector256<ushort>.Count + lane) % channels] += sumHigh[lane];
        }

        ReadOnlySpan<Vector256<uint>> squares = [square0, square1, square2, square3];
        for (var i = 0; i < squares.Length * Vector256<uint>.Count; i++)
        {
            sumOfSquares[(offset + i) % channels] += squares[i / Vector256<uint>.Count][i % Vector256<uint>.Count];
        }
    }

    private static void AddWordRun(ReadOnlySpan<ushort> run, int offset, int period, Span<ulong> sum, Span<ulong> sumOfSquares)
    {
        ref var origin = ref MemoryMarshal.GetReference(run);
        Span<Vector256<ulong>> sums = stackalloc Vector256<ulong>[4];
        Span<Vector256<ulong>> squares = stackalloc Vector256<ulong>[4];
        sums.Clear();
        squares.Clear();
        for (var at = offset; at < run.Length; at += period)
        {
            var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref origin, (nuint)at));
            Add(low, sums[..2], squares[..2]);
            Add(high, sums[2..], squares[2..]);
        }

        for (var i = 0; i < 4 * Vector256<ulong>.Count; i++)
        {
            sum[(offset + i) % sum.Length] += sums[i / Vector256<ulong>.Count][i % Vector256<ulong>.Count];
            sumOfSquares[(offset + i) % sum.Length] += squares[i / Vector256<ulong>.Count][i % Vector256<ulong>.Count];
        }
    }

    private static void Add(Vector256<uint> samples, Span<Vector256<ulong>> sums, Span<Vector256<ulong>> squares)
    {
        var (low, high) = Vector256.Widen(samples);
        sums[0] += low;
        sums[1] += high;

        // 65535² still fits 32 bits.
        var (squareLow, squareHigh) = Vector256.Widen(samples * samples);
        squares[0] += squareLow;
        squares[1] += squareHigh;
    }
}
