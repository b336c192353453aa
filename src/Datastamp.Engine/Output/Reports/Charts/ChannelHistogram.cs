using System.Xml.Linq;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Series;

namespace Datastamp.Output.Reports.Charts;

/// <summary>How often each sample value occurs in one channel, with mean and std marked.</summary>
internal static class ChannelHistogram
{
    /// <summary>Draws it.</summary>
    /// <param name="id">An id that no other chart of the page has.</param>
    /// <param name="channel">The channel's name.</param>
    /// <param name="bins">256 counts.</param>
    /// <param name="mean">The mean, full scale 1.</param>
    /// <param name="std">The standard deviation, full scale 1.</param>
    public static XElement Draw(string id, string channel, IReadOnlyList<long> bins, double mean, double std)
    {
        // A bin that towers over all others, such as black borders, would hide their shape.
        var sorted = bins.Order().ToArray();
        var top = Math.Max(1, Math.Min(sorted[^1], 4 * Math.Max(1, sorted[^4])));
        var model = Chart.Model();
        model.Axes.Add(Chart.Bottom("value", 0, 1));
        var left = Chart.Left(string.Empty, 1.05);
        left.IsAxisVisible = false;
        model.Axes.Add(left);
        var area = new AreaSeries { Color = Chart.Channel(channel), Fill = OxyColor.FromAColor(70, Chart.Channel(channel)), StrokeThickness = 1 };
        for (var i = 0; i < bins.Count; i++)
        {
            area.Points.Add(new((i + 0.5) / bins.Count, Math.Min(1, bins[i] / (double)top)));
            area.Points2.Add(new((i + 0.5) / bins.Count, 0));
        }

        model.Series.Add(area);
        Mark(model, mean, LineStyle.Solid);
        Mark(model, mean - std, LineStyle.Dash);
        Mark(model, mean + std, LineStyle.Dash);
        return Chart.Figure(model, id, 180, $"{channel}: mean {Numbers.Short(mean)} (line), one standard deviation of {Numbers.Short(std)} to either side (dashes)");
    }

    private static void Mark(PlotModel model, double x, LineStyle style) =>
        model.Annotations.Add(new LineAnnotation { Type = LineAnnotationType.Vertical, X = x, Color = Chart.Text, LineStyle = style, StrokeThickness = 1.5 });
}
