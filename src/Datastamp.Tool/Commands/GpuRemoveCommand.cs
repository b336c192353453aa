using System.CommandLine;
using Datastamp.Tool.Backends;
using Datastamp.Tool.Terminal;
using Datastamp.Torch.Native;

namespace Datastamp.Tool.Commands;

/// <summary><c>datastamp gpu remove</c>: takes away what was installed, and what is left of broken-off installations.</summary>
internal static class GpuRemoveCommand
{
    private static readonly Option<bool> cpu = new("--cpu") { Description = "Remove libtorch for the processor alone. Default: that for CUDA." };

    public static Command Create()
    {
        var command = new Command("remove", "Removes every installed libtorch of a kind, and what broken-off installations of it left. Example: datastamp gpu remove --cpu")
        {
            cpu,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var removed = await BackendRemoval.RunAsync(TorchBackend.Root, parsed.GetValue(cpu) ? BackendKind.Cpu : BackendKind.Cuda, cancellation);
        foreach (var (folder, bytes) in removed)
        {
            await Console.Out.WriteLineAsync($"removed {PlainText.Of(folder)}, {ByteSize.Of(bytes)}");
        }

        if (removed.Count == 0)
        {
            await Console.Out.WriteLineAsync($"nothing to remove in {PlainText.Of(TorchBackend.Root)}");
        }

        return ExitCode.Success;
    }
}
