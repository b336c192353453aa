using System.Globalization;
using Datastamp.Measuring;

namespace Datastamp.Tool.Terminal;

/// <summary>How far a run has come and how fast it is, in words.</summary>
internal static class ProgressText
{
    private const double Mega = 1e6;

    /// <summary>As in <c>1,234 of 5,000 files, 411 files/s, 48.3 MB/s</c>; rates are of the whole run so far.</summary>
    public static string Of(MeasureProgress progress, TimeSpan elapsed)
    {
        var seconds = Math.Max(elapsed.TotalSeconds, double.Epsilon);
        return progress.IsWaiting ? "waiting for another run"
            : progress.TotalFiles == 0 ? string.Create(CultureInfo.InvariantCulture, $"{progress.Files:N0} files found")
            : progress.Files == 0 ? string.Create(CultureInfo.InvariantCulture, $"0 of {progress.TotalFiles:N0} files")
            : string.Create(CultureInfo.InvariantCulture, $"{progress.Files:N0} of {progress.TotalFiles:N0} files, {Rate(progress.Files / seconds)} files/s, {Rate(progress.Bytes / Mega / seconds)} MB/s");
    }

    private static string Rate(double value) => value.ToString(value < 100 ? "0.0" : "N0", CultureInfo.InvariantCulture);
}
