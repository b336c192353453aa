using System.Xml.Linq;
using OxyPlot;
using OxyPlot.Series;

namespace Datastamp.Output.Reports.Charts;

/// <summary>Widths against heights: a dot a size, larger where more images have it.</summary>
internal static class SizeScatter
{
    private const int MostDots = 2000;

    /// <summary>Draws it.</summary>
    /// <param name="id">An id that no other chart of the page has.</param>
    /// <param name="sizes">The sizes, and how many images have each.</param>
    public static XElement Draw(string id, IReadOnlyList<(int Width, int Height, int Count)> sizes)
    {
        var dots = Binned(sizes);
        var model = Chart.Model();
        var total = (double)dots.Sum(dot => (long)dot.Count);
        model.Axes.Add(Chart.Bottom("width in pixels", 0, 1.08 * sizes.Max(size => size.Width)));
        model.Axes.Add(Chart.Left("height in pixels", 1.08 * sizes.Max(size => size.Height)));
        var series = new ScatterSeries { MarkerType = MarkerType.Circle, MarkerFill = OxyColor.FromAColor(150, Chart.Accent), BinSize = 0 };
        foreach (var (width, height, count) in dots.OrderByDescending(dot => dot.Count))
        {
            series.Points.Add(new(width, height, 1.5 + (6 * Math.Sqrt(count / total))));
        }

        model.Series.Add(series);
        return Chart.Figure(model, id, 300, $"Width and height of {Numbers.Count(sizes.Sum(size => (long)size.Count))} images of {Numbers.Count(sizes.Count)} sizes; larger dots are more images");
    }

    /// <summary>Neighbouring sizes are one dot where there would be too many.</summary>
    private static IReadOnlyList<(double Width, double Height, int Count)> Binned(IReadOnlyList<(int Width, int Height, int Count)> sizes)
    {
        if (sizes.Count <= MostDots)
        {
            return [.. sizes.Select(size => ((double)size.Width, (double)size.Height, size.Count))];
        }

        var cells = (int)Math.Sqrt(MostDots);
        var (width, height) = ((sizes.Max(size => size.Width) / (double)cells) + 1, (sizes.Max(size => size.Height) / (double)cells) + 1);
        return
        [
            .. sizes.GroupBy(size => ((int)(size.Width / width), (int)(size.Height / height)))
                .Select(cell => ((cell.Key.Item1 + 0.5) * width, (cell.Key.Item2 + 0.5) * height, cell.Sum(size => size.Count))),
        ];
    }
}
