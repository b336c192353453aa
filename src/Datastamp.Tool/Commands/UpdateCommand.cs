using System.CommandLine;
using Datastamp.Diagnostics;
using Datastamp.Stamping;
using Datastamp.Tool.Terminal;

namespace Datastamp.Tool.Commands;

/// <summary><c>datastamp update [PROJECT]</c>: brings a project's lock in line with its data.</summary>
internal static class UpdateCommand
{
    private static readonly ProjectOptions project = new();
    private static readonly Option<bool> recompute = Options.Recompute();

    public static Command Create()
    {
        var command = new Command("update", "Measures what has changed and writes the project's lock. Example: datastamp update App.csproj --dataset Train") { recompute };
        project.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var plan = await project.ReadAsync(parsed, cancellation);
        var told = new List<Diagnostic>();
        using var progress = ProgressBar.OnTerminal();
        var outcome = await Stamper.StampAsync(
            plan with { CodeFile = null, Artifacts = [], LockPolicy = parsed.GetValue(recompute) ? LockPolicy.Recomputed : LockPolicy.Followed },
            project.Run(parsed, progress),
            told.Add,
            cancellation);
        progress?.Dispose();
        UpdateText.Write(plan, told);
        StepSummary.Write(outcome.Known);
        return ExitCode.Success;
    }
}
