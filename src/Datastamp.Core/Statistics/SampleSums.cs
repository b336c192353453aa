using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Datastamp.Statistics;

/// <summary>Σx and Σx² a channel over interleaved samples, in whole vectors, exactly.</summary>
public static class SampleSums
{
    private const int MaxChannels = 4;

    // The longest runs of the largest samples that a lane holds: 257 · 255 in 16 bits, 65537 · 65535 in 32.
    private const int ByteRun = 257;
    private const int WordRun = 65537;

    // How far ahead bytes are asked for: the processor does not see by itself that the steps of a pass lead through all of an image.
    private const int AheadBytes = 2048;

    // A vector's lanes are kept apart in this many parts: sample i of a vector is in part i % parts, at place i / parts.
    private const int ByteParts = 4;
    private const int WordParts = 1;

    private delegate void AddRun<T>(ReadOnlySpan<T> run, int period, Span<ulong> sums, Span<ulong> squares);

    /// <summary>Sums one image of 8-bit samples.</summary>
    /// <param name="samples">H×W×C, 0–255, rows packed.</param>
    /// <param name="sum">Receives Σx a channel; its length is C, 1 to 4.</param>
    /// <param name="sumOfSquares">Receives Σx² a channel.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public static void Compute(ReadOnlySpan<byte> samples, Span<ulong> sum, Span<ulong> sumOfSquares)
    {
        var whole = Compute(samples, ByteRun, ByteParts, AddBytes, sum, sumOfSquares);
        for (var i = whole; i < samples.Length; i++)
        {
            Add(samples[i], i % sum.Length, sum, sumOfSquares);
        }
    }

    /// <summary>Sums one image of 16-bit samples.</summary>
    /// <param name="samples">H×W×C, 0–65535, rows packed.</param>
    /// <param name="sum">Receives Σx a channel; its length is C, 1 to 4.</param>
    /// <param name="sumOfSquares">Receives Σx² a channel.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public static void Compute(ReadOnlySpan<ushort> samples, Span<ulong> sum, Span<ulong> sumOfSquares)
    {
        var whole = Compute(samples, WordRun, WordParts, AddWords, sum, sumOfSquares);
        for (var i = whole; i < samples.Length; i++)
        {
            Add(samples[i], i % sum.Length, sum, sumOfSquares);
        }
    }

    /// <summary>Sums whole vectors, as many of each channel; returns how many samples those are.</summary>
    private static int Compute<T>(ReadOnlySpan<T> samples, int longestRun, int parts, AddRun<T> add, Span<ulong> sum, Span<ulong> sumOfSquares)
    {
        var channels = sum.Length;
        if (channels is 0 or > MaxChannels || sumOfSquares.Length != channels || samples.Length % channels != 0)
        {
            throw new ArgumentException("There is one sum a channel, and the samples are whole pixels.", nameof(sum));
        }

        // Lanes of the vector at offset phase·width + k·period see the same channels for every k.
        var width = Vector256<T>.Count;
        var period = width * channels;
        Span<ulong> sums = stackalloc ulong[period];
        Span<ulong> squares = stackalloc ulong[period];
        sums.Clear();
        squares.Clear();
        var whole = samples.Length / period * period;
        for (var start = 0; start < whole;)
        {
            var length = Math.Min(whole - start, longestRun * period);
            for (var phase = 0; phase < period; phase += width)
            {
                add(samples.Slice(start + phase, length - phase), period, sums[phase..], squares[phase..]);
            }

            start += length;
        }

        sum.Clear();
        sumOfSquares.Clear();
        var step = parts % channels;
        for (var lane = 0; lane < period;)
        {
            var (phase, part) = (lane / width * width, lane % width / (width / parts));
            var channel = (phase + part) % channels;
            for (var place = 0; place < width / parts; place++, lane++)
            {
                sum[channel] += sums[lane];
                sumOfSquares[channel] += squares[lane];
                channel += step;
                channel -= channel < channels ? 0 : channels;
            }
        }

        return whole;
    }

    // Compiled to the end at once: most runs of a short process would be over before tiering gets here.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void AddBytes(ReadOnlySpan<byte> run, int period, Span<ulong> sums, Span<ulong> squares)
    {
        ref var origin = ref MemoryMarshal.GetReference(run);
        var lowBytes = Vector256.Create<ushort>(byte.MaxValue);
        var lowWords = Vector256.Create<uint>(ushort.MaxValue);
        Vector256<ushort> evenSum = default, oddSum = default;
        Vector256<uint> square0 = default, square1 = default, square2 = default, square3 = default;
        for (var at = 0; at < run.Length; at += period)
        {
            if (Sse.IsSupported)
            {
                // Behind the end it does nothing.
                Sse.Prefetch0((byte*)Unsafe.AsPointer(ref origin) + at + AheadBytes);
            }

            // Masks and shifts, which run on more ports than the shuffles that widening takes.
            var pairs = Vector256.LoadUnsafe(ref origin, (nuint)at).AsUInt16();
            var even = pairs & lowBytes;
            var odd = pairs >>> 8;
            evenSum += even;
            oddSum += odd;

            // 255² = 65025 still fits 16 bits.
            var evenSquares = (even * even).AsUInt32();
            var oddSquares = (odd * odd).AsUInt32();
            square0 += evenSquares & lowWords;
            square2 += evenSquares >>> 16;
            square1 += oddSquares & lowWords;
            square3 += oddSquares >>> 16;
        }

        AddLanes(evenSum.AsUInt32() & lowWords, sums);
        AddLanes(oddSum.AsUInt32() & lowWords, sums[8..]);
        AddLanes(evenSum.AsUInt32() >>> 16, sums[16..]);
        AddLanes(oddSum.AsUInt32() >>> 16, sums[24..]);
        AddLanes(square0, squares);
        AddLanes(square1, squares[8..]);
        AddLanes(square2, squares[16..]);
        AddLanes(square3, squares[24..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddWords(ReadOnlySpan<ushort> run, int period, Span<ulong> sums, Span<ulong> squares)
    {
        ref var origin = ref MemoryMarshal.GetReference(run);
        Vector256<uint> sum0 = default, sum1 = default;
        Vector256<ulong> square0 = default, square1 = default, square2 = default, square3 = default;
        for (var at = 0; at < run.Length; at += period)
        {
            var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref origin, (nuint)at));
            sum0 += low;
            sum1 += high;

            // 65535² still fits 32 bits.
            var (s0, s1) = Vector256.Widen(low * low);
            var (s2, s3) = Vector256.Widen(high * high);
            square0 += s0;
            square1 += s1;
            square2 += s2;
            square3 += s3;
        }

        AddLanes(sum0, sums);
        AddLanes(sum1, sums[8..]);
        AddLanes(square0, squares);
        AddLanes(square1, squares[4..]);
        AddLanes(square2, squares[8..]);
        AddLanes(square3, squares[12..]);
    }

    private static void AddLanes(Vector256<uint> lanes, Span<ulong> totals)
    {
        var (low, high) = Vector256.Widen(lanes);
        AddLanes(low, totals);
        AddLanes(high, totals[4..]);
    }

    private static void AddLanes(Vector256<ulong> lanes, Span<ulong> totals) =>
        (Vector256.Create<ulong>(totals) + lanes).CopyTo(totals);

    private static void Add(ulong sample, int channel, Span<ulong> sum, Span<ulong> sumOfSquares)
    {
        sum[channel] += sample;
        sumOfSquares[channel] += sample * sample;
    }
}
