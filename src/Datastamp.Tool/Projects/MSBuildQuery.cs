using System.ComponentModel;
using Datastamp.Diagnostics;
using Newtonsoft.Json;

namespace Datastamp.Tool.Projects;

/// <summary>Asks MSBuild what a project says: the one reader of project files that knows all of their language.</summary>
/// <param name="project">The absolute path of the project file.</param>
/// <param name="properties">Properties of the command line, as <c>NAME=VALUE</c>.</param>
internal sealed class MSBuildQuery(string project, IReadOnlyList<string> properties)
{
    private static readonly string[] items = ["ImageDataset", "VideoDataset"];

    /// <summary>Evaluates the project.</summary>
    /// <param name="names">The properties that are asked for.</param>
    /// <param name="framework">The target framework to evaluate for, or null.</param>
    /// <param name="target">A target to run first, or null.</param>
    /// <param name="cancellation">Ends MSBuild.</param>
    /// <exception cref="DiagnosticException">DS0005: MSBuild refuses the project; DS0311: it does not start.</exception>
    public async Task<MSBuildAnswer> AskAsync(IEnumerable<string> names, string? framework, string? target, CancellationToken cancellation)
    {
        // An only property would be answered without its name.
        List<string> arguments = ["msbuild", project, "-nologo", $"-getItem:{string.Join(',', items)}", $"-getProperty:{string.Join(',', names)}"];
        arguments.AddRange(properties.Select(property => "-p:" + property));
        arguments.AddRange(framework is null ? [] : ["-p:TargetFramework=" + framework]);
        arguments.AddRange(target is null ? [] : ["-t:" + target]);
        var (exitCode, output, errors) = await RunAsync(arguments, cancellation);
        if (exitCode != 0)
        {
            throw new DiagnosticException(Report.ProjectRefused(project, Reason(errors.Length > 0 ? errors : output)));
        }

        try
        {
            return MSBuildAnswer.Parse(output);
        }
        catch (JsonException e)
        {
            throw new DiagnosticException(Report.ProjectRefused(project, "MSBuild's answer is no JSON: " + e.Message), e);
        }
    }

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";
        try
        {
            return await ChildProcess.RunAsync(host, arguments, Path.GetDirectoryName(project)!, cancellation);
        }
        catch (Win32Exception e)
        {
            throw new DiagnosticException(Report.SdkNotStarted(host, e.Message), e);
        }
    }

    /// <summary>The first error, without the name of the file that it begins with.</summary>
    private static string Reason(string text)
    {
        var line = text.Split('\n').FirstOrDefault(line => line.Contains("error", StringComparison.OrdinalIgnoreCase))?.Trim() ?? text.Trim();
        var start = line.IndexOf(": error ", StringComparison.Ordinal);
        return start < 0 ? line : line[(start + ": error ".Length)..];
    }
}
