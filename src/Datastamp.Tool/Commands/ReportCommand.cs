using System.CommandLine;
using Datastamp.Diagnostics;
using Datastamp.Output;
using Datastamp.Stamping;
using Datastamp.Tool.Terminal;

namespace Datastamp.Tool.Commands;

/// <summary><c>datastamp report [PROJECT] -o FILE.html</c>: one page of all that is known of a project's datasets.</summary>
internal static class ReportCommand
{
    private static readonly ProjectOptions project = new();
    private static readonly Option<string> output = new("--output", "-o") { HelpName = "FILE.html", Description = "The page. Its folder is made where it is missing.", Required = true };

    public static Command Create()
    {
        var command = new Command("report", "Writes one page for people, which needs no network: numbers, histograms, sizes, labels, pictures, duplicates, clips. Example: datastamp report App.csproj -o report.html") { output };
        project.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var plan = await project.ReadAsync(parsed, cancellation);
        var told = new List<Diagnostic>();
        using var progress = ProgressBar.OnTerminal();
        var options = project.Run(parsed, progress);
        var known = await Stamper.LookAsync(plan, options, told.Add, cancellation);
        var page = await Stamper.ReportAsync(plan.Project, known, options, cancellation);
        progress?.Dispose();
        Warnings.Write(told);
        var file = Path.GetFullPath(parsed.GetRequiredValue(output));
        AtomicFile.Write(file, page);
        await Console.Error.WriteLineAsync($"datastamp: wrote {PlainText.Of(file)}");
        StepSummary.Write(known, file);
        return ExitCode.Success;
    }
}
