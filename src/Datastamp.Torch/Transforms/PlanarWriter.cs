using System.Runtime.InteropServices;

namespace Datastamp.Torch.Transforms;

/// <summary>Writes interleaved samples as planes, C×H×W, through a table.</summary>
internal static class PlanarWriter
{
    /// <summary>Writes an image of zeros.</summary>
    /// <param name="channels">C.</param>
    /// <param name="table">What each byte becomes.</param>
    /// <param name="destination">C·H·W values.</param>
    public static void Clear<T>(int channels, SampleTable<T> table, Span<T> destination)
        where T : unmanaged
    {
        var plane = destination.Length / channels;
        for (var channel = 0; channel < channels; channel++)
        {
            destination.Slice(channel * plane, plane).Fill(table.Of(channel)[0]);
        }
    }

    /// <summary>Writes one image.</summary>
    /// <param name="samples">The visible pixels, interleaved.</param>
    /// <param name="stride">Samples from the start of a row to the start of the next.</param>
    /// <param name="channels">C: 1 or 3.</param>
    /// <param name="stage">The stage whose result they are: says what is around them, and whether they are mirrored.</param>
    /// <param name="table">What each byte becomes.</param>
    /// <param name="destination">C·H·W values of the stage's window.</param>
    public static void Write<T>(
        ReadOnlySpan<byte> samples, int stride, int channels, in PixelStage stage, SampleTable<T> table, Span<T> destination)
        where T : unmanaged
    {
        var (window, visible) = (stage.Window, stage.Visible);
        var plane = window.Width * window.Height;
        if (visible.Size != window.Size)
        {
            Clear(channels, table, destination);
        }

        var left = visible.Left - window.Left;
        var first = stage.IsFlipped ? window.Width - left - visible.Width : left;
        for (var row = 0; row < visible.Height; row++)
        {
            var from = samples.Slice(row * stride, visible.Width * channels);
            var at = ((visible.Top - window.Top + row) * window.Width) + first;
            if (channels == 3)
            {
                WriteRow(from, table, destination[at..], plane);
            }
            else
            {
                WriteRow(from, table.Of(0), destination[at..]);
            }

            for (var channel = 0; stage.IsFlipped && channel < channels; channel++)
            {
                destination.Slice(at + (channel * plane), visible.Width).Reverse();
            }
        }
    }

    private static void WriteRow<T>(ReadOnlySpan<byte> from, ReadOnlySpan<T> values, Span<T> to)
        where T : unmanaged
    {
        for (var i = 0; i < from.Length; i++)
        {
            to[i] = values[from[i]];
        }
    }

    private static void WriteRow<T>(ReadOnlySpan<byte> from, SampleTable<T> table, Span<T> to, int plane)
        where T : unmanaged
    {
        var done = 0;
        if (typeof(T) == typeof(float) && TripleLookup.IsSupported)
        {
            done = TripleLookup.Write(from, MemoryMarshal.Cast<T, float>(table.Values), plane, MemoryMarshal.Cast<T, float>(to));
        }

        var red = table.Of(0);
        var green = table.Of(1);
        var blue = table.Of(2);
        for (var i = done; i < from.Length / 3; i++)
        {
            to[i] = red[from[3 * i]];
            to[plane + i] = green[from[(3 * i) + 1]];
            to[(2 * plane) + i] = blue[from[(3 * i) + 2]];
        }
    }
}
