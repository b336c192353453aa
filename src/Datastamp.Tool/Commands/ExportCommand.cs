using System.CommandLine;
using Datastamp.Diagnostics;
using Datastamp.Output;
using Datastamp.Stamping;
using Datastamp.Tool.Terminal;

namespace Datastamp.Tool.Commands;

/// <summary><c>datastamp export [PROJECT] --format F</c>: writes what a project's lock says, in the form of other programs.</summary>
internal static class ExportCommand
{
    private static readonly string[] formats = [.. ArtifactFormat.All.Select(format => format.Name)];
    private static readonly ProjectOptions project = new();
    private static readonly Option<string> format = new("--format") { HelpName = "F", Required = true, Description = $"What to write: {string.Join(", ", formats)}." };
    private static readonly Option<string?> output = Options.Text("--output", "DIR", "The folder to write to. Default: standard output where there is one file, else the current folder.");

    public static Command Create()
    {
        var command = new Command("export", "Writes what the lock says of the datasets, for other programs. No data is needed, but for torchcodec. Example: datastamp export App.csproj --format torchvision --dataset Train")
        {
            format, output,
        };
        project.AddTo(command, measures: false);
        output.Aliases.Add("-o");
        format.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => ArtifactFormat.Named(token.Value) is null))
            {
                result.AddError($"--format takes one of {string.Join(", ", formats)}.");
            }
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var plan = await project.ReadAsync(parsed, cancellation);
        var artifact = new Artifact(ArtifactFormat.Named(parsed.GetRequiredValue(format))!, Path.GetFullPath(parsed.GetValue(output) ?? "."), plan.Project);
        var files = artifact.Write(Stamper.ReadLock(plan));
        if (files.Count == 0)
        {
            throw new DiagnosticException(Report.NothingToExport(artifact.Format.Name, plan.LockFile));
        }

        if (files.Count == 1 && parsed.GetValue(output) is null)
        {
            await using var standard = Console.OpenStandardOutput();
            await standard.WriteAsync(files[0].Content, cancellation);
            return ExitCode.Success;
        }

        AtomicFile.Write([.. files.Select(file => (file.Path, (byte[]?)file.Content))]);
        foreach (var (path, _) in files)
        {
            await Console.Error.WriteLineAsync($"datastamp: wrote {PlainText.Of(path)}");
        }

        return ExitCode.Success;
    }
}
