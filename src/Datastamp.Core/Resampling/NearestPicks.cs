using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Datastamp.Resampling;

/// <summary>The column and the row that each output pixel is taken from. Pillow, <c>src/libImaging/Geometry.c</c>.</summary>
internal sealed class NearestPicks(int fromWidth, int fromHeight, int toWidth, int toHeight)
{
    private readonly int[] columns = Along(fromWidth, toWidth);
    private readonly int[] rows = Along(fromHeight, toHeight);

    public void Pick<T>(ReadOnlySpan<T> source, int channels, Span<T> destination)
        where T : unmanaged
    {
        switch (channels)
        {
            case 1:
                PickPixels(source, destination);
                break;
            case 2:
                PickPixels(MemoryMarshal.Cast<T, Two<T>>(source), MemoryMarshal.Cast<T, Two<T>>(destination));
                break;
            case 3:
                PickPixels(MemoryMarshal.Cast<T, Three<T>>(source), MemoryMarshal.Cast<T, Three<T>>(destination));
                break;
            default:
                PickPixels(MemoryMarshal.Cast<T, Four<T>>(source), MemoryMarshal.Cast<T, Four<T>>(destination));
                break;
        }
    }

    private void PickPixels<TPixel>(ReadOnlySpan<TPixel> source, Span<TPixel> destination)
    {
        for (var row = 0; row < rows.Length; row++)
        {
            var to = destination.Slice(row * columns.Length, columns.Length);
            if (row > 0 && rows[row] == rows[row - 1])
            {
                destination.Slice((row - 1) * columns.Length, columns.Length).CopyTo(to);
                continue;
            }

            var from = source.Slice(rows[row] * fromWidth, fromWidth);
            for (var i = 0; i < to.Length; i++)
            {
                to[i] = from[columns[i]];
            }
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
