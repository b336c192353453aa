using System.CommandLine;
using Datastamp.Diagnostics;
using Datastamp.Tool.Backends;
using Datastamp.Tool.Terminal;
using Datastamp.Torch.Native;

namespace Datastamp.Tool.Commands;

/// <summary><c>datastamp gpu install</c>: brings libtorch into the user's folder.</summary>
internal static class GpuInstallCommand
{
    private const int MostParts = 3;

    private static readonly Option<bool> cpu = new("--cpu") { Description = "Install libtorch for the processor alone, which is small and runs everywhere." };
    private static readonly Option<string?> from = Options.Text("--from", "PATH", "A folder with libtorch, or a Python interpreter whose torch is taken, such as python3. Default: the public package, by the SDK's NuGet sources.");
    private static readonly Option<string?> version = Options.Text("--version", "V", "The version of libtorch to fetch. Default: the one that TorchSharp here is built for.");
    private static readonly Option<bool> anyVersion = new("--any-version") { Description = "Install a version that TorchSharp is not built for, if it computes right when tested." };

    public static Command Create()
    {
        var command = new Command("install", "Brings libtorch into the user's data folder, tests it there, and says beforehand how large it is. Example: datastamp gpu install --from python3")
        {
            cpu, from, version, anyVersion,
        };
        version.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => token.Value.Split('.').Length != MostParts || !Version.TryParse(token.Value, out _)))
            {
                result.AddError("--version takes a version of libtorch, such as 2.10.0.");
            }
        });
        command.Validators.Add(result =>
        {
            if (result.GetResult(version) is { Implicit: false } && result.GetResult(from) is { Implicit: false })
            {
                result.AddError("--version is of what is fetched: what --from names has its own.");
            }
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var kind = parsed.GetValue(cpu) ? BackendKind.Cpu : BackendKind.Cuda;
        if (kind == BackendKind.Cuda && !TorchBackend.HasDriver())
        {
            await Console.Error.WriteLineAsync(Report.NoDriver(Severity.Warning, "its driver's library is not on this machine").ToString());
        }

        var request = new InstallRequest(kind, parsed.GetValue(version) ?? TorchBackend.BuiltFor, parsed.GetValue(from), parsed.GetValue(anyVersion));
        try
        {
            using var bar = InstallBar.OnTerminal();
            var backend = await new BackendInstaller(TorchBackend.Root, bar.Say, bar).InstallAsync(request, cancellation);
            bar.Say($"libtorch {backend.Manifest.Version} is installed in {backend.Folder}.");
            return ExitCode.Success;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("datastamp: interrupted. What was fetched and copied is kept, and the next run goes on from there.");
            return ExitCode.Interrupted;
        }
    }
}
