using System.Globalization;
using System.Text;
using Datastamp.Comparing;
using Datastamp.Diagnostics;
using Datastamp.Measuring;
using Datastamp.Output;

namespace Datastamp.Tool.Terminal;

/// <summary>What a step of GitHub Actions shows on the run's page, in Markdown. Written only where the variable that names its file is set.</summary>
internal static class StepSummary
{
    private const string Variable = "GITHUB_STEP_SUMMARY";
    private const int MostFiles = 20;

    /// <summary>Adds the constants of datasets, and the files that were made of them.</summary>
    public static void Write(KnownDatasets known, params IReadOnlyList<string> files)
    {
        var text = new StringBuilder("### Datastamp\n\n");
        if (known.Images.Count > 0)
        {
            text.Append("| dataset | images | mean | std |\n| --- | --- | --- | --- |\n");
            foreach (var (dataset, result) in known.Images)
            {
                var statistics = result.Statistics.For(dataset.Weighting);
                text.Append(CultureInfo.InvariantCulture, $"| {Cell(dataset.Name)} | {result.Images} | {Row(statistics.Mean)} | {Row(statistics.Std)}{(result.Estimate is null ? string.Empty : "; " + EstimateText.Of(result, dataset.Weighting))} |\n");
            }

            text.Append('\n');
        }

        if (known.Videos.Count > 0)
        {
            text.Append("| dataset | videos | frames | seconds |\n| --- | --- | --- | --- |\n");
            foreach (var (dataset, result) in known.Videos)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {Cell(dataset.Name)} | {result.Videos.Length} | {result.Frames} | {result.Seconds:0.###} |\n");
            }

            text.Append('\n');
        }

        Append(text.Append(string.Concat(files.Select(file => $"- wrote {Cell(file)}\n"))));
    }

    /// <summary>Adds what differs from a lock.</summary>
    public static void Write(IReadOnlyList<DatasetComparison> comparisons)
    {
        var text = new StringBuilder("### Datastamp\n\n| dataset | | files |\n| --- | --- | --- |\n");
        foreach (var comparison in comparisons)
        {
            var files = comparison.Files is { } changes ? string.Join("<br>", changes.Take(MostFiles).Select(change => $"{change.Kind.ToString().ToLowerInvariant()} {Cell(change.Key)}")) : string.Empty;
            text.Append(CultureInfo.InvariantCulture, $"| {Cell(comparison.Dataset.Name)} | {(comparison.IsSame ? "as the lock says" : "**differs from the lock**")} | {files} |\n");
        }

        Append(text);
    }

    private static void Append(StringBuilder text)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } file)
        {
            return;
        }

        try
        {
            File.AppendAllText(file, text.Append('\n').ToString());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(Report.CannotWrite(file, e.Message));
        }
    }

    private static string Row(IEnumerable<double> values) => string.Join(", ", values.Select(value => value.ToString("0.0000", CultureInfo.InvariantCulture)));

    /// <summary>Text from outside as a cell of a table: nothing in it is Markdown or HTML, and no address becomes a link.</summary>
    internal static string Cell(string text) => string
        .Concat(PlainText.Of(text).Select(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '/' or '.' || c > '~' ? c.ToString() : $"&#{(int)c};"))
        .Replace("www.", "www&#46;", StringComparison.OrdinalIgnoreCase);
}
