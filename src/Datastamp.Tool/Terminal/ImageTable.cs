using System.Collections.Immutable;
using System.Globalization;
using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Output;
using Datastamp.Statistics;
using Spectre.Console;

namespace Datastamp.Tool.Terminal;

/// <summary>Shows an image result to a person.</summary>
internal static class ImageTable
{
    public static void Write(ImageDataset dataset, ImageResult result)
    {
        var console = AnsiConsole.Console;
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{PlainText.Of(dataset.Include)}: {result.Images:N0} images, {result.Pixels:N0} pixels, {result.Bytes:N0} bytes, {result.Depth}-bit"));
        if (result.Estimate is not null)
        {
            Console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"estimated from {EstimateText.Images(result)}, seed {dataset.Subset?.Seed ?? 0}; with {EstimationMargins.Confidence:0.## %}, all true values of a weighting lie within ±"));
        }

        console.Write(Statistics(dataset, result));
        if (result.Histogram is { } histogram)
        {
            console.Write(Percentiles(result, histogram));
        }

        Console.Out.WriteLine(result.Fingerprint);
        Console.Out.WriteLine($"decoder {PlainText.Of(result.Decoder)}");
        if (result.Device is { } device)
        {
            Console.Out.WriteLine($"device {PlainText.Of(device)}");
        }
    }

    private static Table Statistics(ImageDataset dataset, ImageResult result)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns("weighting", string.Empty);
        AddChannels(table, result);
        foreach (var weighting in Enum.GetValues<Weighting>().OrderBy(weighting => weighting != dataset.Weighting))
        {
            var statistics = result.Statistics.For(weighting);
            var margins = result.Estimate?.Margins.For(weighting);
            table.AddRow([weighting.ToString(), "mean", .. Cells(statistics.Mean, margins?.Mean)]);
            table.AddRow([string.Empty, "std", .. Cells(statistics.Std, margins?.Std)]);
        }

        return table;
    }

    private static Table Percentiles(ImageResult result, HistogramSummary histogram)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn("samples");
        AddChannels(table, result);
        table.AddRow(["minimum", .. histogram.Minimum.Select(Text)]);
        foreach (var (rank, values) in HistogramSummary.Ranks.Zip(histogram.Percentiles))
        {
            table.AddRow([$"percentile {Text(rank)}", .. values.Select(Text)]);
        }

        table.AddRow(["maximum", .. histogram.Maximum.Select(Text)]);
        return table;
    }

    private static void AddChannels(Table table, ImageResult result)
    {
        foreach (var channel in result.Channels)
        {
            table.AddColumn(new TableColumn(channel).RightAligned());
        }
    }

    /// <summary>Digits behind those that a margin leaves open would look like knowledge.</summary>
    private static IEnumerable<string> Cells(ImmutableArray<double> values, ImmutableArray<double>? margins) => margins is not { } known
        ? values.Select(Text)
        : values.Zip(known, (value, margin) => string.Create(CultureInfo.InvariantCulture, $"{value:0.00000} ± {EstimateText.Row([margin], 5)}"));

    private static string Text(double value) => value.ToString("0.00000000", CultureInfo.InvariantCulture);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
