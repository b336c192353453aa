using Datastamp.Diagnostics;
using Datastamp.Tool.Projects;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tool.Backends;

/// <summary>Tries a libtorch in a process of its own, since one that does not fit can end it.</summary>
internal static class BackendProbe
{
    /// <summary>Tests an installed, or staged, backend.</summary>
    /// <returns>How many GPUs were tested.</returns>
    /// <exception cref="DiagnosticException">DS0503, DS0509 or DS0510: it does not fit, load or compute.</exception>
    public static async Task<int> TestAsync(string folder, CancellationToken cancellation) => (int)(await RunAsync(folder, [], cancellation))["devices"]!;

    /// <summary>The version of the libtorch of a folder that is no backend.</summary>
    /// <exception cref="DiagnosticException">DS0509 or DS0510: it does not load.</exception>
    public static async Task<string> VersionAsync(string folder, CancellationToken cancellation) => (string)(await RunAsync(folder, ["--only-version"], cancellation))["version"]!;

    private static async Task<JObject> RunAsync(string folder, IEnumerable<string> options, CancellationToken cancellation)
    {
        var program = Environment.ProcessPath!;
        IEnumerable<string> start = Path.GetFileNameWithoutExtension(program) == "dotnet" ? ["exec", Path.Combine(AppContext.BaseDirectory, "datastamp.dll")] : [];
        var (exitCode, output, errors) = await ChildProcess.RunAsync(program, [.. start, "gpu", "probe", folder, .. options], Environment.CurrentDirectory, cancellation);
        try
        {
            // Libraries may print lines of their own before it.
            var answer = JObject.Parse(output.TrimEnd().Split('\n')[^1]);
            return answer["code"] is { } code
                ? throw new DiagnosticException(new Diagnostic(Severity.Error, (string)code!, (string)answer["message"]!, (string?)answer["file"]))
                : answer;
        }
        catch (JsonException e)
        {
            throw new DiagnosticException(Report.BackendFails(folder, FormattableString.Invariant($"the process ended with {exitCode}. {errors.Trim().ReplaceLineEndings(" ")}")), e);
        }
    }
}
