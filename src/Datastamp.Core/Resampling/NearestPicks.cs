using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Datastamp.Geometry;

namespace Datastamp.Resampling;

/// <summary>The column and the row that each output pixel is taken from. Pillow, <c>src/libImaging/Geometry.c</c>.</summary>
internal sealed class NearestPicks(int fromWidth, int fromHeight, int toWidth, int toHeight)
{
    private readonly int[] columns = Along(fromWidth, toWidth);
    private readonly int[] rows = Along(fromHeight, toHeight);

    public ReadOnlySpan<int> Columns => columns;

    public ReadOnlySpan<int> Rows => rows;

    /// <summary>Picks the pixels of a region of the output; the source's rows are a stride of samples apart.</summary>
    public void Pick<T>(ReadOnlySpan<T> source, int stride, int channels, ImageRegion region, Span<T> destination)
        where T : unmanaged
    {
        var length = region.Width * channels;
        for (var row = 0; row < region.Height; row++)
        {
            var picked = rows[region.Top + row];
            var to = destination.Slice(row * length, length);
            if (row > 0 && picked == rows[region.Top + row - 1])
            {
                destination.Slice((row - 1) * length, length).CopyTo(to);
                continue;
            }

            PickRow(source.Slice(picked * stride, fromWidth * channels), channels, columns.AsSpan(region.Left, region.Width), to);
        }
    }

    private static void PickRow<T>(ReadOnlySpan<T> source, int channels, ReadOnlySpan<int> columns, Span<T> destination)
        where T : unmanaged
    {
        switch (channels)
        {
            case 1:
                PickPixels(source, columns, destination);
                break;
            case 2:
                PickPixels(MemoryMarshal.Cast<T, Two<T>>(source), columns, MemoryMarshal.Cast<T, Two<T>>(destination));
                break;
            case 3:
                PickPixels(MemoryMarshal.Cast<T, Three<T>>(source), columns, MemoryMarshal.Cast<T, Three<T>>(destination));
                break;
            default:
                PickPixels(MemoryMarshal.Cast<T, Four<T>>(source), columns, MemoryMarshal.Cast<T, Four<T>>(destination));
                break;
        }
    }

    private static void PickPixels<TPixel>(ReadOnlySpan<TPixel> source, ReadOnlySpan<int> columns, Span<TPixel> destination)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            destination[i] = source[columns[i]];
        }
    }

    // Pillow steps by adding up: a product would round otherwise and pick a neighbour now and then.
    private static int[] Along(int from, int to)
    {
        var picks = new int[to];
        var scale = (double)(float)from / to;
        var position = scale * 0.5;
        for (var i = 0; i < to; i++)
        {
            picks[i] = Math.Min((int)position, from - 1);
            position += scale;
        }

        return picks;
    }

    [InlineArray(2)]
    private struct Two<T>
    {
        private T first;
    }

    [InlineArray(3)]
    private struct Three<T>
    {
        private T first;
    }

    [InlineArray(4)]
    private struct Four<T>
    {
        private T first;
    }
}
