using System.Xml.Linq;
using OxyPlot.Series;

namespace Datastamp.Output.Reports.Charts;

/// <summary>How often values occur: a bar a range of equal width.</summary>
internal static class Distribution
{
    private const int MostBars = 40;

    /// <summary>Draws it.</summary>
    /// <param name="id">An id that no other chart of the page has.</param>
    /// <param name="values">One value or more.</param>
    /// <param name="title">The values' name and unit.</param>
    /// <param name="things">What has the values, in the plural.</param>
    public static XElement Draw(string id, IReadOnlyList<double> values, string title, string things)
    {
        var (minimum, maximum) = (values.Min(), values.Max());
        var bars = maximum > minimum ? Math.Clamp((int)Math.Ceiling(Math.Sqrt(values.Count)) * 2, 5, MostBars) : 1;
        var width = maximum > minimum ? (maximum - minimum) / bars : Math.Max(1e-9, Math.Abs(minimum) / 10);
        var counts = new int[bars];
        foreach (var value in values)
        {
            counts[Math.Min(bars - 1, (int)((value - minimum) / width))]++;
        }

        var start = bars == 1 ? minimum - (width / 2) : minimum;
        var model = Chart.Model();
        model.Axes.Add(Chart.Bottom(title, start - (bars * width * 0.04), start + (bars * width * 1.04)));
        model.Axes.Add(Chart.Left(things, Math.Max(1, counts.Max() * 1.08)));
        var series = new RectangleBarSeries { FillColor = Chart.Accent, StrokeThickness = 0, StrokeColor = Chart.Accent };
        for (var i = 0; i < bars; i++)
        {
            if (counts[i] > 0)
            {
                series.Items.Add(new(start + (i * width), 0, start + ((i + 0.9) * width), counts[i]));
            }
        }

        model.Series.Add(series);
        var sorted = values.Order().ToArray();
        return Chart.Figure(model, id, 220, $"{char.ToUpperInvariant(title[0])}{title[1..]} of {Numbers.Count(values.Count)} {things}: {Numbers.Short(minimum)} to {Numbers.Short(maximum)}, half of them up to {Numbers.Short(sorted[(sorted.Length - 1) / 2])}");
    }
}
