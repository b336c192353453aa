namespace Datastamp.Resampling;

/// <summary>
/// Pillow's two passes over 32-bit integers, on 16-bit samples: weights and sums are doubles, and each pass rounds to
/// a whole number, half away from zero. Doubles hold those numbers between the passes, unclipped.
/// </summary>
internal static class WideResampling
{
    public static void Horizontal(ReadOnlySpan<ushort> source, Taps taps, int channels, int columns, Span<double> destination)
    {
        var next = 0;
        for (; !source.IsEmpty; source = source[columns..])
        {
            for (var position = 0; position < taps.Length; position++)
            {
                var samples = source[(taps.First(position) * channels)..];
                var weights = taps.Weights(position);
                for (var channel = 0; channel < channels; channel++)
                {
                    var sum = 0.0;
                    for (var i = 0; i < weights.Length; i++)
                    {
                        sum += samples[(i * channels) + channel] * weights[i];
                    }

                    destination[next++] = Round(sum);
                }
            }
        }
    }

    public static void Widen(ReadOnlySpan<ushort> source, Span<double> destination)
    {
        for (var i = 0; i < source.Length; i++)
        {
            destination[i] = source[i];
        }
    }

    public static void Vertical(ReadOnlySpan<double> source, Taps taps, int firstRow, int columns, Span<ushort> destination)
    {
        for (var position = 0; position < taps.Length; position++)
        {
            var rows = source[((taps.First(position) - firstRow) * columns)..];
            var weights = taps.Weights(position);
            var row = destination.Slice(position * columns, columns);
            for (var column = 0; column < columns; column++)
            {
                var sum = 0.0;
                for (var i = 0; i < weights.Length; i++)
                {
                    sum += rows[(i * columns) + column] * weights[i];
                }

                row[column] = Clip(Round(sum));
            }
        }
    }

    public static void Clip(ReadOnlySpan<double> source, Span<ushort> destination)
    {
        for (var i = 0; i < source.Length; i++)
        {
            destination[i] = Clip(source[i]);
        }
    }

    private static double Round(double value) => Math.Truncate(value >= 0 ? value + 0.5 : value - 0.5);

    private static ushort Clip(double value) => (ushort)Math.Clamp(value, ushort.MinValue, ushort.MaxValue);
}
