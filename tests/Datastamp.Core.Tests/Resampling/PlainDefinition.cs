using Datastamp.Resampling;

namespace Datastamp.Tests.Resampling;

/// <summary>Pillow's resampling written plainly, one sample at a time, to check the fast one against.</summary>
internal static class PlainDefinition
{
    public static int[,,] Resize(int[,,] image, int newHeight, int newWidth, Interpolation interpolation, bool fixedPoint)
    {
        var (height, width, channels) = (image.GetLength(0), image.GetLength(1), image.GetLength(2));
        if (interpolation == Interpolation.Nearest)
        {
            var (rows, columns) = (Nearest(height, newHeight), Nearest(width, newWidth));
            return Fill(newHeight, newWidth, channels, (y, x, c) => image[rows[y], columns[x], c]);
        }

        var between = image;
        if (width != newWidth)
        {
            var taps = Taps(width, newWidth, interpolation);
            between = Fill(height, newWidth, channels, (y, x, c) => Sum(taps[x], i => image[y, i, c], fixedPoint));
        }

        var result = between;
        if (height != newHeight)
        {
            var taps = Taps(height, newHeight, interpolation);
            result = Fill(newHeight, newWidth, channels, (y, x, c) => Sum(taps[y], i => between[i, x, c], fixedPoint));
        }

        return Fill(newHeight, newWidth, channels, (y, x, c) => Math.Clamp(result[y, x, c], 0, fixedPoint ? 255 : 65535));
    }

    private static int[,,] Fill(int height, int width, int channels, Func<int, int, int, int> sample)
    {
        var image = new int[height, width, channels];
        for (var i = 0; i < image.Length; i++)
        {
            var (y, x, c) = (i / (width * channels), i / channels % width, i % channels);
            image[y, x, c] = sample(y, x, c);
        }

        return image;
    }

    private static int Sum(List<(int Position, double Weight)> taps, Func<int, int> sample, bool fixedPoint)
    {
        if (!fixedPoint)
        {
            var sum = 0.0;
            taps.ForEach(tap => sum += sample(tap.Position) * tap.Weight);
            return (int)(sum + (sum >= 0 ? 0.5 : -0.5));
        }

        var total = 1L << 21;
        taps.ForEach(tap => total += sample(tap.Position) * (long)((tap.Weight * (1 << 22)) + (tap.Weight < 0 ? -0.5 : 0.5)));
        return (int)Math.Clamp(total >> 22, 0, 255);
    }

    private static List<(int Position, double Weight)>[] Taps(int from, int to, Interpolation interpolation)
    {
        var scale = (double)from / to;
        var stretch = Math.Max(1, scale);
        var support = stretch * interpolation switch
        {
            Interpolation.Box => 0.5,
            Interpolation.Bilinear => 1,
            Interpolation.Bicubic => 2,
            _ => 3,
        };
        var taps = new List<(int Position, double Weight)>[to];
        for (var i = 0; i < to; i++)
        {
            var center = (i + 0.5) * scale;
            var first = Math.Max(0, (int)(center - support + 0.5));
            var end = Math.Min(from, (int)(center + support + 0.5));
            taps[i] = [];
            var sum = 0.0;
            for (var position = first; position < end; position++)
            {
                var weight = Weight(interpolation, (position - center + 0.5) * (1.0 / stretch));
                taps[i].Add((position, weight));
                sum += weight;
            }

            taps[i] = taps[i].ConvertAll(tap => (tap.Position, sum == 0 ? tap.Weight : tap.Weight / sum));
        }

        return taps;
    }

    private static double Weight(Interpolation interpolation, double x)
    {
        var distance = Math.Abs(x);
        return interpolation switch
        {
            Interpolation.Box => x > -0.5 && x <= 0.5 ? 1 : 0,
            Interpolation.Bilinear => distance < 1 ? 1 - distance : 0,
            Interpolation.Bicubic when distance < 1 => ((((-0.5 + 2) * distance) - (-0.5 + 3)) * distance * distance) + 1,
            Interpolation.Bicubic when distance < 2 => ((((distance - 5) * distance) + 8) * distance - 4) * -0.5,
            Interpolation.Lanczos when x >= -3 && x < 3 => Sinc(x) * Sinc(x / 3),
            _ => 0,
        };
    }

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(x * Math.PI) / (x * Math.PI);

    private static int[] Nearest(int from, int to)
    {
        var picks = new int[to];
        var position = (double)from / to * 0.5;
        for (var i = 0; i < to; i++, position += (double)from / to)
        {
            picks[i] = (int)position;
        }

        return picks;
    }
}
