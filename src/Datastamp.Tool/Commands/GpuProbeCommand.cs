using System.CommandLine;
using Datastamp.Diagnostics;
using Datastamp.Torch.Native;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tool.Commands;

/// <summary><c>datastamp gpu probe DIR</c>: what this program starts to try a libtorch in a process of its own. Answers with a line of JSON.</summary>
internal static class GpuProbeCommand
{
    private static readonly Argument<string> folder = new("DIR") { Description = "The folder of the libraries." };
    private static readonly Option<bool> onlyVersion = new("--only-version") { Description = "Ask the libraries for their version; the folder is no backend." };

    public static Command Create()
    {
        var command = new Command("probe", "Loads a libtorch and computes with it.") { folder, onlyVersion };
        command.Hidden = true;
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var path = parsed.GetRequiredValue(folder);
        JObject answer;
        try
        {
            answer = parsed.GetValue(onlyVersion) ? new(new JProperty("version", Version(path))) : new(new JProperty("devices", BackendSelfTest.Run(TorchBackend.Open(path).Load())));
        }
        catch (DiagnosticException e)
        {
            answer = new(new JProperty("code", e.Diagnostics[0].Code), new JProperty("message", e.Diagnostics[0].Message), new JProperty("file", e.Diagnostics[0].File));
        }

        Console.Out.WriteLine(answer.ToString(Formatting.None));
        return ExitCode.Success;
    }

    private static string Version(string path)
    {
        try
        {
            return LibtorchFiles.VersionOf(path) ?? throw new DiagnosticException(Report.BackendVersion(path, "unknown, older than 2.9", TorchBackend.BuiltFor));
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            throw new DiagnosticException(Report.BackendNotLoaded(path, e.Message.ReplaceLineEndings(" ")), e);
        }
    }
}
