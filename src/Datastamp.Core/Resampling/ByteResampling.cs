using System.Buffers;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Datastamp.Geometry;

namespace Datastamp.Resampling;

/// <summary>
/// Pillow's two passes over 8-bit samples. Lengths, columns and strides (from a row to the next) are in samples, not pixels.
/// </summary>
internal static class ByteResampling
{
    // Below, filling a tile costs more than it saves; above, a tile would not stay in the cache, or in memory.
    private const int MinimumRows = 4;
    private const int MaximumColumns = 1 << 20;

    /// <summary>The pixels of a region, whose passes are those given; along a side without one, they are cut out.</summary>
    public static void Resize(
        ReadOnlySpan<byte> source, int stride, TapRange? across, TapRange? down, int channels, ImageRegion region, Span<byte> destination)
    {
        var rows = source[((down?.FirstUsed ?? region.Top) * stride)..][((across?.FirstUsed ?? region.Left) * channels)..];
        var newColumns = region.Width * channels;
        if (across is { } columnTaps && down is { } rowTaps)
        {
            var length = checked(rowTaps.Used * newColumns);
            var between = ArrayPool<byte>.Shared.Rent(length);
            Horizontal(rows, stride, columnTaps, channels, columnTaps.Used * channels, between.AsSpan(0, length));
            Vertical(between.AsSpan(0, length), newColumns, rowTaps, newColumns, destination);
            ArrayPool<byte>.Shared.Return(between);
        }
        else if (across is { } only)
        {
            Horizontal(rows, stride, only, channels, only.Used * channels, destination);
        }
        else if (down is { } taps)
        {
            Vertical(rows, stride, taps, newColumns, destination);
        }
        else
        {
            for (var row = 0; row < region.Height; row++)
            {
                rows.Slice(row * stride, newColumns).CopyTo(destination[(row * newColumns)..]);
            }
        }
    }

    private static void Horizontal(ReadOnlySpan<byte> source, int stride, TapRange taps, int channels, int columns, Span<byte> destination)
    {
        var newColumns = taps.Length * channels;
        var rows = destination.Length / newColumns;
        if (Avx2.IsSupported
            && rows >= MinimumRows
            && Math.Min(columns, newColumns) >= RowTile.Block
            && Math.Max(columns, newColumns) <= MaximumColumns)
        {
            HorizontalByTiles(source, stride, taps, channels, columns, destination);
            return;
        }

        for (var row = 0; row < rows; row++)
        {
            for (var position = 0; position < taps.Length; position++)
            {
                var samples = source[((row * stride) + (taps.First(position) * channels))..];
                var weights = taps.FixedWeights(position);
                for (var channel = 0; channel < channels; channel++)
                {
                    destination[(row * newColumns) + (position * channels) + channel] = WeightedRows.Sum(samples[channel..], channels, weights);
                }
            }
        }
    }

    private static void Vertical(ReadOnlySpan<byte> source, int stride, TapRange taps, int columns, Span<byte> destination)
    {
        var vectors = Avx2.IsSupported && columns >= WeightedRows.Width;
        for (var position = 0; position < taps.Length; position++)
        {
            var rows = source[(taps.First(position) * stride)..];
            var row = destination.Slice(position * columns, columns);
            if (vectors)
            {
                VerticalByVectors(rows, stride, taps.Count(position), taps.Pairs(position), row);
                continue;
            }

            var weights = taps.FixedWeights(position);
            for (var column = 0; column < columns; column++)
            {
                row[column] = WeightedRows.Sum(rows[column..], stride, weights);
            }
        }
    }

    private static void HorizontalByTiles(ReadOnlySpan<byte> source, int stride, TapRange taps, int channels, int columns, Span<byte> destination)
    {
        var newColumns = taps.Length * channels;
        var rows = destination.Length / newColumns;
        var tile = ArrayPool<byte>.Shared.Rent(columns * RowTile.Rows);
        var newTile = ArrayPool<byte>.Shared.Rent(newColumns * RowTile.Rows);
        for (var row = 0; row < rows; row += RowTile.Rows)
        {
            var height = Math.Min(RowTile.Rows, rows - row);
            RowTile.Load(source[(row * stride)..], stride, height, columns, tile);
            ResampleTile(tile, taps, channels, newTile);
            RowTile.Store(newTile, newColumns, destination.Slice(row * newColumns, height * newColumns));
        }

        ArrayPool<byte>.Shared.Return(newTile);
        ArrayPool<byte>.Shared.Return(tile);
    }

    private static void ResampleTile(ReadOnlySpan<byte> tile, TapRange taps, int channels, Span<byte> newTile)
    {
        for (var position = 0; position < taps.Length; position++)
        {
            var count = taps.Count(position);
            var pairs = taps.Pairs(position);
            var samples = tile[(taps.First(position) * channels * RowTile.Rows)..];
            for (var channel = 0; channel < channels; channel++)
            {
                WeightedRows.Sum(samples[(channel * RowTile.Rows)..], channels * RowTile.Rows, count, pairs).CopyTo(newTile);
                newTile = newTile[RowTile.Rows..];
            }
        }
    }

    private static void VerticalByVectors(ReadOnlySpan<byte> rows, int stride, int count, ReadOnlySpan<WeightPair> pairs, Span<byte> row)
    {
        for (var column = 0; column < row.Length; column += WeightedRows.Width)
        {
            var start = Math.Min(column, row.Length - WeightedRows.Width);
            WeightedRows.Sum(rows[start..], stride, count, pairs).CopyTo(row[start..]);
        }
    }
}
