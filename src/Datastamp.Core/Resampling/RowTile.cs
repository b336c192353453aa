using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Datastamp.Resampling;

/// <summary>
/// Up to 32 image rows turned on their side: the tile's row c holds the samples of column c, one for each image row.
/// A weighted sum along image rows is then a weighted sum of the tile's rows, whatever the number of channels.
/// </summary>
internal static class RowTile
{
    public const int Rows = WeightedRows.Width;

    public const int Block = 16;

    private const int Quarter = Block / 4;

    /// <summary>Fills a tile of columns×32 from image rows, each a stride after the one before; where there are fewer than 32, the last is repeated.</summary>
    public static void Load(ReadOnlySpan<byte> image, int stride, int rows, int columns, Span<byte> tile)
    {
        // These slices are the bounds checks of every load and store below.
        ref var pixels = ref MemoryMarshal.GetReference(image[..(((rows - 1) * stride) + columns)]);
        ref var vectors = ref Unsafe.As<byte, Vector256<byte>>(ref MemoryMarshal.GetReference(tile[..(columns * Rows)]));
        Span<int> offsets = stackalloc int[Rows];
        for (var i = 0; i < Rows; i++)
        {
            offsets[i] = Math.Min(i, rows - 1) * stride;
        }

        ref var offset = ref MemoryMarshal.GetReference(offsets);
        Span<Vector256<byte>> halfway = stackalloc Vector256<byte>[Block];
        ref var between = ref MemoryMarshal.GetReference(halfway);
        for (var column = 0; column < columns; column += Block)
        {
            var start = Math.Min(column, columns - Block);
            for (var i = 0; i < Quarter; i++)
            {
                Interleave(
                    LoadRows(ref pixels, start, ref offset, i),
                    LoadRows(ref pixels, start, ref offset, i + Quarter),
                    LoadRows(ref pixels, start, ref offset, i + (2 * Quarter)),
                    LoadRows(ref pixels, start, ref offset, i + (3 * Quarter)),
                    ref Unsafe.Add(ref between, 4 * i));
            }

            for (var i = 0; i < Quarter; i++)
            {
                Interleave(ref Unsafe.Add(ref between, i), ref Unsafe.Add(ref vectors, start + (4 * i)));
            }
        }
    }

    /// <summary>Writes a tile of columns×32 back to image rows; those past the end of the image are dropped.</summary>
    public static void Store(ReadOnlySpan<byte> tile, int columns, Span<byte> image)
    {
        // These slices are the bounds checks of every load and store below.
        var rows = image.Length / columns;
        ref var pixels = ref MemoryMarshal.GetReference(image[..(rows * columns)]);
        ref var vectors = ref Unsafe.As<byte, Vector256<byte>>(ref MemoryMarshal.GetReference(tile[..(columns * Rows)]));
        Span<Vector256<byte>> halfway = stackalloc Vector256<byte>[Block];
        Span<Vector256<byte>> turned = stackalloc Vector256<byte>[Block];
        ref var between = ref MemoryMarshal.GetReference(halfway);
        ref var block = ref MemoryMarshal.GetReference(turned);
        for (var column = 0; column < columns; column += Block)
        {
            var start = Math.Min(column, columns - Block);
            for (var i = 0; i < Quarter; i++)
            {
                Interleave(ref Unsafe.Add(ref vectors, start + i), ref Unsafe.Add(ref between, 4 * i));
            }

            for (var i = 0; i < Quarter; i++)
            {
                Interleave(ref Unsafe.Add(ref between, i), ref Unsafe.Add(ref block, 4 * i));
            }

            for (var i = 0; i < Math.Min(rows, Block); i++)
            {
                Unsafe.Add(ref block, i).GetLower().StoreUnsafe(ref pixels, (nuint)((i * columns) + start));
            }

            for (var i = Block; i < rows; i++)
            {
                Unsafe.Add(ref block, i - Block).GetUpper().StoreUnsafe(ref pixels, (nuint)((i * columns) + start));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> LoadRows(ref byte pixels, int start, ref int offsets, int row) =>
        Vector256.Create(
            Vector128.LoadUnsafe(ref pixels, (nuint)(start + Unsafe.Add(ref offsets, row))),
            Vector128.LoadUnsafe(ref pixels, (nuint)(start + Unsafe.Add(ref offsets, row + Block))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Interleave(ref Vector256<byte> from, ref Vector256<byte> to) =>
        Interleave(from, Unsafe.Add(ref from, Quarter), Unsafe.Add(ref from, 2 * Quarter), Unsafe.Add(ref from, 3 * Quarter), ref to);

    // Half of the transposition of each 128-bit half as 16×16 samples: four vectors' samples, one from each in turn.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Interleave(
        Vector256<byte> a, Vector256<byte> b, Vector256<byte> c, Vector256<byte> d, ref Vector256<byte> to)
    {
        var (even, odd) = (Avx2.UnpackLow(a, c), Avx2.UnpackLow(b, d));
        to = Avx2.UnpackLow(even, odd);
        Unsafe.Add(ref to, 1) = Avx2.UnpackHigh(even, odd);
        (even, odd) = (Avx2.UnpackHigh(a, c), Avx2.UnpackHigh(b, d));
        Unsafe.Add(ref to, 2) = Avx2.UnpackLow(even, odd);
        Unsafe.Add(ref to, 3) = Avx2.UnpackHigh(even, odd);
    }
}
