using System.Diagnostics;
using System.Text;

namespace Datastamp.Tool.Projects;

/// <summary>Runs another program to its end.</summary>
internal static class ChildProcess
{
    /// <summary>What a program wrote, as UTF-8, and its exit code. It is given nothing to read, and ends with this process's work.</summary>
    /// <param name="program">Its name or path.</param>
    /// <param name="arguments">Its arguments; no shell sees them.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="cancellation">Ends it, and all that it started.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be started.</exception>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string program, IEnumerable<string> arguments, string folder, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = folder,
        };

        // Words of another language could not be told apart.
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using var process = Process.Start(start)!;
        await using var end = cancellation.Register(() => process.Kill(entireProcessTree: true));
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        var output = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, output, await errors);
    }
}
