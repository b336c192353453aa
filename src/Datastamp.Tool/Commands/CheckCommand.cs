using System.CommandLine;
using Datastamp.Comparing;
using Datastamp.Diagnostics;
using Datastamp.Locking;
using Datastamp.Output;
using Datastamp.Stamping;
using Datastamp.Tool.Terminal;

namespace Datastamp.Tool.Commands;

/// <summary><c>datastamp check [PROJECT]</c>: tells whether a project's data is what its lock says.</summary>
internal static class CheckCommand
{
    private static readonly ProjectOptions project = new();
    private static readonly Option<bool> quick = new("--quick") { Description = "Trust names, sizes and times of files that were read before, and read only others." };
    private static readonly Option<bool> recompute = new("--recompute") { Description = "Decode and measure every file, and compare every number. Without either: read and hash every file." };
    private static readonly Option<bool> json = Options.Json();

    public static Command Create()
    {
        var command = new Command("check", "Tells whether the data is what the lock says, and writes nothing; exit code 1 where it is not. Example: datastamp check App.csproj --quick")
        {
            quick, recompute, json,
        };
        project.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(quick) is { Implicit: false } && result.GetResult(recompute) is { Implicit: false })
            {
                result.AddError("--quick and --recompute are opposites: choose one.");
            }
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var plan = await project.ReadAsync(parsed, cancellation);
        var request = new ComparisonRequest
        {
            Depth = parsed.GetValue(quick) ? ComparisonDepth.Quick : parsed.GetValue(recompute) ? ComparisonDepth.Recomputed : ComparisonDepth.Contents,
        };
        var told = new List<Diagnostic>();
        using var progress = ProgressBar.OnTerminal();
        var comparisons = await Stamper.CompareAsync(plan, request, project.Run(parsed, progress), told.Add, cancellation);
        progress?.Dispose();
        Warnings.Write(told);
        if (parsed.GetValue(json))
        {
            await Console.Out.WriteAsync(JsonText.Write(ComparisonJson.Write(comparisons)));
        }
        else
        {
            ComparisonText.Write(comparisons, "Run 'datastamp diff' to see by how much, 'datastamp update' if the change is meant.");
        }

        StepSummary.Write(comparisons);
        return comparisons.All(comparison => comparison.IsSame) ? ExitCode.Success : ExitCode.Data;
    }
}
