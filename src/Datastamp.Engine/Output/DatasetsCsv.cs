using System.Buffers;
using System.Globalization;
using System.Text;
using Datastamp.Definitions;
using Datastamp.Measuring;

namespace Datastamp.Output;

/// <summary>Writes what is known of a project's datasets as a table, quoted by RFC 4180, with LF at each line's end.</summary>
public static class DatasetsCsv
{
    private const string Header = "dataset,channel,weighting,mean,std,images,pixels,depth,fingerprint\n";

    // Some countries' spreadsheets separate by semicolons.
    private static readonly SearchValues<char> quoted = SearchValues.Create(",;\t\"\r\n");

    // What spreadsheets take for a formula.
    private static readonly SearchValues<char> formula = SearchValues.Create("=+-@\t\r");

    /// <summary>A header, then a row a dataset and channel: mean and std in the dataset's weighting, full scale 1.</summary>
    /// <param name="results">The datasets and what is known of them, in the project's order.</param>
    public static string Write(IReadOnlyList<(ImageDataset Dataset, ImageResult Result)> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var table = new StringBuilder(Header);
        foreach (var (dataset, result) in results)
        {
            var statistics = result.Statistics.For(dataset.Weighting);
            for (var i = 0; i < result.Channels.Length; i++)
            {
                table.AppendJoin(
                    ',',
                    Cell(dataset.Name),
                    Cell(result.Channels[i]),
                    Cell(dataset.Weighting.ToString()),
                    Cell(statistics.Mean[i]),
                    Cell(statistics.Std[i]),
                    Cell(result.Images),
                    Cell(result.Pixels),
                    Cell(result.Depth),
                    Cell(result.Fingerprint)).Append('\n');
            }
        }

        return table.ToString();
    }

    /// <summary>A text: an apostrophe keeps it from being a formula, quotes from being more than one cell.</summary>
    private static string Cell(string text)
    {
        var harmless = text.Length > 0 && formula.Contains(text[0]) ? "'" + text : text;
        return harmless.AsSpan().ContainsAny(quoted) ? $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : harmless;
    }

    private static string Cell(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Cell(long value) => value.ToString(CultureInfo.InvariantCulture);
}
