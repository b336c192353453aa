namespace Datastamp.Torch.Transforms;

/// <summary>Writes interleaved samples as planes, C×H×W, through a table.</summary>
internal static class PlanarWriter
{
    /// <summary>Writes one image.</summary>
    /// <param name="samples">The visible pixels, interleaved; may be empty.</param>
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
            for (var channel = 0; channel < channels; channel++)
            {
                destination.Slice(channel * plane, plane).Fill(table.Of(channel)[0]);
            }
        }

        var left = visible.Left - window.Left;
        var first = stage.IsFlipped ? window.Width - left - visible.Width : left;
        for (var row = 0; row < visible.Height; row++)
        {
            var from = samples.Slice(row * stride, visible.Width * channels);
            var at = ((visible.Top - window.Top + row) * window.Width) + first;
            if (channels == 3)
            {
                WriteRow(
                    from,
                    table,
                    stage.IsFlipped,
                    destination.Slice(at, visible.Width),
                    destination.Slice(at + plane, visible.Width),
                    destination.Slice(at + (2 * plane), visible.Width));
            }
            else
            {
                WriteRow(from, table, stage.IsFlipped, destination.Slice(at, visible.Width));
            }
        }
    }

    private static void WriteRow<T>(ReadOnlySpan<byte> from, SampleTable<T> table, bool isFlipped, Span<T> to)
        where T : unmanaged
    {
        var values = table.Of(0);
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = values[from[i]];
        }

        if (isFlipped)
        {
            to.Reverse();
        }
    }

    private static void WriteRow<T>(ReadOnlySpan<byte> from, SampleTable<T> table, bool isFlipped, Span<T> red, Span<T> green, Span<T> blue)
        where T : unmanaged
    {
        var reds = table.Of(0);
        var greens = table.Of(1);
        var blues = table.Of(2);
        for (var i = 0; i < red.Length; i++)
        {
            red[i] = reds[from[3 * i]];
            green[i] = greens[from[(3 * i) + 1]];
            blue[i] = blues[from[(3 * i) + 2]];
        }

        if (isFlipped)
        {
            red.Reverse();
            green.Reverse();
            blue.Reverse();
        }
    }
}
