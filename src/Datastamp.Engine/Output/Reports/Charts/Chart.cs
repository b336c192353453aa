using System.Globalization;
using System.Xml.Linq;
using OxyPlot;
using OxyPlot.Axes;

namespace Datastamp.Output.Reports.Charts;

/// <summary>A chart of the page: OxyPlot draws it, and the page's style sheet colours it, so that it fits light and dark.</summary>
internal static class Chart
{
    private const double Width = 480;

    // Colours that stand for the style sheet's variables. Nobody sees them.
    private static readonly (OxyColor Color, string Variable)[] palette =
    [
        (OxyColor.FromRgb(1, 1, 1), "--text"),
        (OxyColor.FromRgb(2, 2, 2), "--line"),
        (OxyColor.FromRgb(3, 3, 3), "--accent"),
        (OxyColor.FromRgb(4, 4, 4), "--red"),
        (OxyColor.FromRgb(5, 5, 5), "--green"),
        (OxyColor.FromRgb(6, 6, 6), "--blue"),
    ];

    public static OxyColor Text => palette[0].Color;

    public static OxyColor Line => palette[1].Color;

    public static OxyColor Accent => palette[2].Color;

    /// <summary>The colour of a channel by its name.</summary>
    public static OxyColor Channel(string name) => name switch
    {
        "R" => palette[3].Color,
        "G" => palette[4].Color,
        "B" => palette[5].Color,
        _ => Accent,
    };

    /// <summary>A model without decoration.</summary>
    public static PlotModel Model() => new()
    {
        DefaultFont = "inherit",
        DefaultFontSize = 12,
        TextColor = Text,
        PlotAreaBorderThickness = new(0, 0, 0, 1),
        PlotAreaBorderColor = Line,
        Background = OxyColors.Undefined,
        Padding = new(4, 8, 16, 4),
        Culture = CultureInfo.InvariantCulture,
    };

    /// <summary>A horizontal axis.</summary>
    public static Axis Bottom(string title, double minimum, double maximum) => new LinearAxis
    {
        Position = AxisPosition.Bottom,
        Title = title,
        Minimum = minimum,
        Maximum = maximum,
        MinorTickSize = 0,
        TicklineColor = Line,
        IntervalLength = 90,
    };

    /// <summary>A vertical axis from 0.</summary>
    public static Axis Left(string title, double maximum) => new LinearAxis
    {
        Position = AxisPosition.Left,
        Title = title,
        Minimum = 0,
        Maximum = maximum,
        MinorTickSize = 0,
        TicklineColor = Line,
        AxisTitleDistance = 14,
        MajorGridlineStyle = LineStyle.Solid,
        MajorGridlineColor = Line,
        IntervalLength = 50,
    };

    /// <summary>The figure of a model, as wide as there is room.</summary>
    /// <param name="model">What is drawn.</param>
    /// <param name="id">An id that no other chart of the page has.</param>
    /// <param name="height">Height where the width is 480.</param>
    /// <param name="caption">What is seen, for eyes and for screen readers.</param>
    public static XElement Figure(PlotModel model, string id, double height, string caption)
    {
        var text = SvgExporter.ExportToString(model, Width, height, isDocument: false);
        foreach (var (color, variable) in palette)
        {
            text = text.Replace(string.Create(CultureInfo.InvariantCulture, $"rgb({color.R},{color.G},{color.B})"), $"var({variable})", StringComparison.Ordinal);
        }

        var svg = XElement.Parse(text.Replace("clipPath", id + "-", StringComparison.Ordinal).Replace($"<{id}- ", "<clipPath ", StringComparison.Ordinal).Replace($"</{id}->", "</clipPath>", StringComparison.Ordinal));
        svg.Attribute("width")!.Remove();
        svg.Attribute("height")!.Remove();
        svg.Add(
            Html.With("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {Width} {height}")),
            Html.With("role", "img"),
            Html.With("aria-label", caption));
        return Html.Tag("figure", svg, Html.Tag("figcaption", caption));
    }
}
