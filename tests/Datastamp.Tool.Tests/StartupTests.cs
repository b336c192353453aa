using System.Diagnostics;
using Datastamp.Tests;

namespace Datastamp.Tool.Tests;

/// <summary>
/// How soon the tool answers. What it is measured at stands in tests/Datastamp.Benchmarks/README.md. The limits here are three
/// times what it promises, and one run of many has to keep them, so that a busy machine fails none.
/// </summary>
public class StartupTests
{
    private const int MostRuns = 30;

    [TestCase(0.45, "--help")]
    [TestCase(1.2, "images", "IMAGE_FOLDER")]
    public async Task A_short_run_is_over_soon(double limit, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("datastamp-test-").FullName;
        File.Copy(Path.Combine(Repository.Root, "tests/Samples/Quickstart/data/shapes/hill_1.jpg"), Path.Combine(folder, "a.jpg"));
        var fastest = double.MaxValue;
        for (var run = 0; run < MostRuns && fastest >= limit; run++)
        {
            var watch = Stopwatch.StartNew();
            var result = await InstalledTool.RunAsync([.. arguments.Select(argument => argument == "IMAGE_FOLDER" ? folder : argument)]);
            fastest = Math.Min(fastest, watch.Elapsed.TotalSeconds);
            Assert.That(result.ExitCode, Is.Zero, result.StandardError);
        }

        Directory.Delete(folder, recursive: true);
        Assert.That(fastest, Is.LessThan(limit));
    }
}
