using System.CommandLine;
using Datastamp.Locking;
using Datastamp.Tool.Backends;
using Datastamp.Tool.Terminal;
using Datastamp.Torch.Native;

namespace Datastamp.Tool.Commands;

/// <summary><c>datastamp gpu status</c>: what is installed, and how it is.</summary>
internal static class GpuStatusCommand
{
    private static readonly Option<bool> verify = new("--verify") { Description = "Read and hash every file, and compute with each libtorch. Without it, names and lengths are compared." };
    private static readonly Option<bool> json = Options.Json();

    public static Command Create()
    {
        var command = new Command("status", "Tells which libtorch is installed, whether it is whole, and whether there is a driver; exit code 3 where one is damaged. Example: datastamp gpu status --verify --json")
        {
            verify, json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (root, hasDriver) = (TorchBackend.Root, TorchBackend.HasDriver());
        var states = await BackendState.ExamineAsync(root, parsed.GetValue(verify), cancellation);
        if (parsed.GetValue(json))
        {
            await Console.Out.WriteAsync(JsonText.Write(BackendJson.Write(root, hasDriver, states)));
        }
        else
        {
            BackendTable.Write(root, hasDriver, states);
        }

        return states.All(state => state.Problem is null) ? ExitCode.Success : ExitCode.Environment;
    }
}
