using Datastamp.Diagnostics;
using Datastamp.Measuring;
using Datastamp.Output;
using Datastamp.Output.Reports;
using Datastamp.Surveying;

namespace Datastamp.Stamping;

/// <summary>The report that a build writes. Looking at the data takes as long as measuring it, so a report that is of the same results stays.</summary>
internal static class ReportFile
{
    private const int LongestHead = 4096;

    /// <summary>The content of the file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="bare">The page without a look at the data.</param>
    /// <param name="project">The project's name.</param>
    /// <param name="known">What is known.</param>
    /// <param name="options">How to run.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="DiagnosticException">DS0105, DS0301.</exception>
    public static async Task<byte[]> WriteAsync(
        string path, byte[] bare, string project, KnownDatasets known, MeasureOptions options, CancellationToken cancellation)
    {
        var key = HtmlReport.KeyOf(project, known);
        if (Read(path, key) is { } same)
        {
            return same;
        }

        var surveys = await Surveyor.SurveyAsync(known, options, cancellation);
        return surveys.Images.IsEmpty && surveys.Videos.IsEmpty ? bare : AtomicFile.Encode(HtmlReport.Write(project, known, surveys, key));
    }

    private static byte[]? Read(string path, string key)
    {
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            var content = File.ReadAllBytes(path);
            var head = System.Text.Encoding.UTF8.GetString(content.AsSpan(0, Math.Min(LongestHead, content.Length)));
            return string.Equals(HtmlReport.ReadKey(head), key, StringComparison.Ordinal) && content.AsSpan().TrimEnd((byte)'\n').EndsWith("</html>"u8) ? content : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(Report.CannotRead("report", path, e.Message), e);
        }
    }
}
