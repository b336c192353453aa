using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Datastamp.Torch.Transforms;

/// <summary>Looks up the samples of eight pixels of three channels at a time.</summary>
internal static class TripleLookup
{
    private const int Width = 8;
    private const int Channels = 3;

    // A channel's samples of eight pixels lie within 24 bytes: some in the first 16 of them, the others in the last 16.
    private static readonly Vector128<byte>[] fromFirst = [.. Enumerable.Range(0, Channels).Select(channel => Picks(channel, start: 0))];
    private static readonly Vector128<byte>[] fromLast = [.. Enumerable.Range(0, Channels).Select(channel => Picks(channel, start: 8))];

    public static bool IsSupported => Avx2.IsSupported;

    /// <summary>Looks up the samples of as many pixels as are a multiple of eight, and writes them to planes.</summary>
    /// <param name="from">The pixels' samples.</param>
    /// <param name="table">What a byte of each channel becomes, 256 numbers a channel.</param>
    /// <param name="plane">Numbers from a channel's to the next channel's.</param>
    /// <param name="to">The first channel's numbers, and those of the others.</param>
    /// <returns>How many pixels those were.</returns>
    public static int Write(ReadOnlySpan<byte> from, ReadOnlySpan<float> table, int plane, Span<float> to)
    {
        var pixels = from.Length / Channels / Width * Width;

        // These slices are the bounds checks of every load and store below.
        _ = table[((Channels * 256) - 1)];
        ref var source = ref MemoryMarshal.GetReference(from[..(pixels * Channels)]);
        ref var destination = ref MemoryMarshal.GetReference(to[..((2 * plane) + pixels)]);
        ref var values = ref MemoryMarshal.GetReference(table);
        var (first0, first1, first2) = (fromFirst[0], fromFirst[1], fromFirst[2]);
        var (last0, last1, last2) = (fromLast[0], fromLast[1], fromLast[2]);
        for (var i = 0; i < pixels; i += Width)
        {
            var first = Vector128.LoadUnsafe(ref source, (nuint)(i * Channels));
            var last = Vector128.LoadUnsafe(ref source, (nuint)((i * Channels) + 8));
            Look(first, last, first0, last0, ref values).StoreUnsafe(ref destination, (nuint)i);
            Look(first, last, first1, last1, ref Unsafe.Add(ref values, 256)).StoreUnsafe(ref destination, (nuint)(plane + i));
            Look(first, last, first2, last2, ref Unsafe.Add(ref values, 512)).StoreUnsafe(ref destination, (nuint)((2 * plane) + i));
        }

        return pixels;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector256<float> Look(
        Vector128<byte> first, Vector128<byte> last, Vector128<byte> picksOfFirst, Vector128<byte> picksOfLast, ref float values)
    {
        var bytes = Ssse3.Shuffle(first, picksOfFirst) | Ssse3.Shuffle(last, picksOfLast);
        return Avx2.GatherVector256((float*)Unsafe.AsPointer(ref values), Avx2.ConvertToVector256Int32(bytes), sizeof(float));
    }

    // A pick of 128 or more gives 0.
    private static Vector128<byte> Picks(int channel, int start)
    {
        Span<byte> picks = stackalloc byte[16];
        picks.Fill(255);
        for (var pixel = 0; pixel < Width; pixel++)
        {
            var at = (pixel * Channels) + channel;
            if (start == 0 ? at < 16 : at >= 16)
            {
                picks[pixel] = (byte)(at - start);
            }
        }

        return Vector128.Create<byte>(picks);
    }
}
