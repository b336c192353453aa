using System.CommandLine;
using Datastamp.Comparing;
using Datastamp.Diagnostics;
using Datastamp.Locking;
using Datastamp.Output;
using Datastamp.Stamping;
using Datastamp.Tool.Projects;
using Datastamp.Tool.Terminal;

namespace Datastamp.Tool.Commands;

/// <summary><c>datastamp diff [PROJECT]</c>: tells what drifted, on which files, and by how much each constant moved.</summary>
internal static class DiffCommand
{
    private static readonly ProjectOptions project = new();
    private static readonly Option<string?> against = Options.Text("--against", "REV|FILE", "The lock to compare with: of a git revision (HEAD~1, main), or a file. Default: the project's.");
    private static readonly Option<bool> json = Options.Json();

    public static Command Create()
    {
        var command = new Command("diff", "Tells what differs from the lock: files, and by how much each constant moved; exit code 1 where anything does. Example: datastamp diff --against main")
        {
            against, json,
        };
        project.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var plan = await project.ReadAsync(parsed, cancellation);
        var other = parsed.GetValue(against) is { } name ? await OtherLock.FindAsync(plan.LockFile, name, cancellation) : null;
        var request = new ComparisonRequest { IsMeasured = true, Against = other?.Lock, ReadList = other is null ? null : other.ReadList };
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
            ComparisonText.Write(comparisons, "Run 'datastamp update' if the change is meant; if not, restore the data or the lock.");
        }

        return comparisons.All(comparison => comparison.IsSame) ? ExitCode.Success : ExitCode.Data;
    }
}
