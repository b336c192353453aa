using Datastamp.Diagnostics;
using Datastamp.Measuring;
using Datastamp.Output;
using Datastamp.Output.Reports;
using Datastamp.Surveying;

namespace Datastamp.Stamping;

/// <summary>The report that a build writes. Looking at the data takes as long as measuring it, so a report stays that is of the same results, and of all datasets whose data is here.</summary>
internal static class ReportFile
{
    private const int LongestHead = 4096;

    /// <summary>The content of the file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="bare">The page without a look at the data.</param>
    /// <param name="project">The project's name.</param>
    /// <param name="known">What is known.</param>
    /// <param name="here">The names of the datasets whose data is here.</param>
    /// <param name="options">How to run.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="DiagnosticException">DS0105, DS0301.</exception>
    public static async Task<byte[]> WriteAsync(
        string path, byte[] bare, string project, KnownDatasets known, IReadOnlySet<string> here, MeasureOptions options, CancellationToken cancellation)
    {
        var key = HtmlReport.KeyOf(project, known);
        var seen = string.Concat(known.Names.Select(name => here.Contains(name) ? '1' : '0'));
        if (Read(path, key, seen) is { } same)
        {
            return same;
        }

        var surveys = await Surveyor.SurveyAsync(known, options, cancellation);
        return surveys.Images.IsEmpty && surveys.Videos.IsEmpty ? bare : AtomicFile.Encode(HtmlReport.Write(project, known, surveys, $"{key} {seen}"));
    }

    private static byte[]? Read(string path, string key, string seen)
    {
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            var content = File.ReadAllBytes(path);
            var head = System.Text.Encoding.UTF8.GetString(content.AsSpan(0, Math.Min(LongestHead, content.Length)));
            return HtmlReport.ReadKey(head)?.Split(' ') is [var old, var before] && string.Equals(old, key, StringComparison.Ordinal) && Covers(before, seen) && content.AsSpan().TrimEnd((byte)'\n').EndsWith("</html>"u8) ? content : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(Report.CannotRead("report", path, e.Message), e);
        }
    }

    /// <summary>Both have a digit a dataset: 1 where its data was here.</summary>
    private static bool Covers(string before, string seen) => before.Length == seen.Length && before.Zip(seen).All(pair => pair.First >= pair.Second);
}
