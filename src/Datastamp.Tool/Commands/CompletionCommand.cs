using System.CommandLine;

namespace Datastamp.Tool.Commands;

/// <summary><c>datastamp completion SHELL</c>: prints a script that asks this program what could follow.</summary>
internal static class CompletionCommand
{
    private static readonly Argument<string> shell = new("SHELL") { Description = "bash, zsh, fish or pwsh." };

    public static Command Create()
    {
        var command = new Command("completion", "Prints a script that makes a shell complete this program's commands and options. Example: datastamp completion bash")
        {
            shell,
        };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        using var script = new StreamReader(typeof(CompletionCommand).Assembly.GetManifestResourceStream($"Datastamp.Tool.Completion.{parsed.GetRequiredValue(shell)}")!);
        Console.Out.Write(script.ReadToEnd());
        return ExitCode.Success;
    }
}
