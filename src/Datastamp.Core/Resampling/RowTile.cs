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
        var lastRow = rows - 1;
        var vectors = MemoryMarshal.Cast<byte, Vector256<byte>>(tile);
        Span<Vector256<byte>> between = stackalloc Vector256<byte>[Block];
        for (var column = 0; column < columns; column += Block)
        {
            var start = Math.Min(column, columns - Block);
            for (var i = 0; i < Quarter; i++)
            {
                Interleave(
                    LoadRows(image, start, stride, i, lastRow),
                    LoadRows(image, start, stride, i + Quarter, lastRow),
                    LoadRows(image, start, stride, i + (2 * Quarter), lastRow),
                    LoadRows(image, start, stride, i + (3 * Quarter), lastRow),
                    between.Slice(4 * i, 4));
            }

            var block = vectors.Slice(start, Block);
            for (var i = 0; i < Quarter; i++)
            {
                Interleave(between, i, block.Slice(4 * i, 4));
            }
        }
    }

    /// <summary>Writes a tile of columns×32 back to image rows; those past the end of the image are dropped.</summary>
    public static void Store(ReadOnlySpan<byte> tile, int columns, Span<byte> image)
    {
        var rows = image.Length / columns;
        var vectors = MemoryMarshal.Cast<byte, Vector256<byte>>(tile);
        Span<Vector256<byte>> between = stackalloc Vector256<byte>[Block];
        Span<Vector256<byte>> block = stackalloc Vector256<byte>[Block];
        for (var column = 0; column < columns; column += Block)
        {
            var start = Math.Min(column, columns - Block);
            for (var i = 0; i < Quarter; i++)
            {
                Interleave(vectors.Slice(start, Block), i, between.Slice(4 * i, 4));
            }

            for (var i = 0; i < Quarter; i++)
            {
                Interleave(between, i, block.Slice(4 * i, 4));
            }

            for (var i = 0; i < Math.Min(rows, Block); i++)
            {
                block[i].GetLower().CopyTo(image[((i * columns) + start)..]);
            }

            for (var i = Block; i < rows; i++)
            {
                block[i - Block].GetUpper().CopyTo(image[((i * columns) + start)..]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> LoadRows(ReadOnlySpan<byte> image, int start, int stride, int row, int lastRow) =>
        Vector256.Create(
            Vector128.Create(image.Slice((Math.Min(row, lastRow) * stride) + start, Block)),
            Vector128.Create(image.Slice((Math.Min(row + Block, lastRow) * stride) + start, Block)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Interleave(ReadOnlySpan<Vector256<byte>> from, int first, Span<Vector256<byte>> to) =>
        Interleave(from[first], from[first + Quarter], from[first + (2 * Quarter)], from[first + (3 * Quarter)], to);

    // Half of the transposition of each 128-bit half as 16×16 samples: four vectors' samples, one from each in turn.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Interleave(
        Vector256<byte> a, Vector256<byte> b, Vector256<byte> c, Vector256<byte> d, Span<Vector256<byte>> to)
    {
        var (even, odd) = (Avx2.UnpackLow(a, c), Avx2.UnpackLow(b, d));
        to[0] = Avx2.UnpackLow(even, odd);
        to[1] = Avx2.UnpackHigh(even, odd);
        (even, odd) = (Avx2.UnpackHigh(a, c), Avx2.UnpackHigh(b, d));
        to[2] = Avx2.UnpackLow(even, odd);
        to[3] = Avx2.UnpackHigh(even, odd);
    }
}
