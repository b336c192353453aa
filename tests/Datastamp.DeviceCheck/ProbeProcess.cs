using System.Diagnostics;

namespace Datastamp.DeviceCheck;

/// <summary>One probe, in a process of its own.</summary>
internal static class ProbeProcess
{
    private static readonly TimeSpan limit = TimeSpan.FromMinutes(4);

    /// <summary>What it told, and a row for its end where that was not of its own accord.</summary>
    public static IReadOnlyList<Row> Run(string name, CheckOptions options)
    {
        // Under 'dotnet device-check.dll', too.
        string[] self = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Path.Combine(AppContext.BaseDirectory, "device-check.dll")] : [];
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. self, "probe", name, .. options.Arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        var isEnded = process.WaitForExit(limit);
        if (!isEnded)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        var rows = output.Result.Split('\n').Select(Row.Parse).OfType<Row>().ToList();
        var last = error.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "it said nothing";
        if (!isEnded)
        {
            rows.Add(Row.Fail(name, FormattableString.Invariant($"no end within {limit.TotalMinutes} minutes; last words: {last}")));
        }
        else if (process.ExitCode != 0)
        {
            rows.Add(Row.Fail(name, FormattableString.Invariant($"its process ended with code {process.ExitCode}{Signal(process.ExitCode)}; last words: {last}")));
        }

        return rows;
    }

    private static string Signal(int code) => code > 128 ? FormattableString.Invariant($" (signal {code - 128})") : string.Empty;
}
