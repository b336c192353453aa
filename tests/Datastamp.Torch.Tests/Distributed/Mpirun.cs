using System.Diagnostics;
using System.Globalization;
using Datastamp.Tests;

namespace Datastamp.Torch.Tests.Distributed;

/// <summary>Runs the ranks' program under Open MPI.</summary>
internal static class Mpirun
{
    private static readonly TimeSpan limit = TimeSpan.FromMinutes(2);
    private static readonly string[] loud = ["--allow-run-as-root", "--oversubscribe"];

    /// <summary>Ignores the test where there is no <c>mpirun</c>.</summary>
    public static void IgnoreWhereAbsent() => Programs.Require("openmpi-bin", "mpirun");

    /// <param name="ranks">How many processes.</param>
    /// <param name="timeout">The group's timeout.</param>
    /// <param name="arguments">The scenario, and what it takes.</param>
    public static async Task<(int ExitCode, string Output, string Errors, TimeSpan Duration)> RunAsync(int ranks, TimeSpan timeout, params string[] arguments)
    {
        var ranksProgram = Path.Combine(AppContext.BaseDirectory, "Datastamp.Torch.Ranks.dll");
        var tests = Path.Combine(AppContext.BaseDirectory, "Datastamp.Torch.Tests");
        var start = new ProcessStartInfo("mpirun", [
            .. loud, "-n", $"{ranks}",
            "dotnet", "exec", "--depsfile", $"{tests}.deps.json", "--runtimeconfig", $"{tests}.runtimeconfig.json", ranksProgram,
            arguments[0], timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture), .. arguments[1..],
        ])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Jobs that start at once would make and delete each other's folders.
        var folder = Directory.CreateTempSubdirectory("datastamp-tests-").FullName;
        start.Environment["TMPDIR"] = folder;
        start.Environment["OMP_NUM_THREADS"] = "1";
        start.Environment["TERM"] = "dumb";
        var since = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            var duration = since.Elapsed;

            // Both end when the last process that can write to them has.
            return (process.ExitCode, await output, await errors, duration);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            Directory.Delete(folder, recursive: true);
        }
    }
}
