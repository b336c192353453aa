using System.Runtime.InteropServices;
using System.Text;
using CliWrap;
using CliWrap.Buffered;
using Datastamp.Tests;

namespace Datastamp.Tool.Tests;

/// <summary>A minimal Debian in a folder, without any desktop library: where OpenCV's native library finds nothing it links.</summary>
[Category("Chroot")]
[Platform("Linux")]
public class BareMachineTests
{
    private const string Debootstrap = "/usr/sbin/debootstrap";

    private string root = string.Empty;

    [OneTimeSetUp]
    public async Task MakeMachine()
    {
        if (Environment.UserName != "root" || !File.Exists(Debootstrap))
        {
            Assert.Ignore("Needs root and debootstrap.");
        }

        root = Directory.CreateTempSubdirectory("datastamp-root-").FullName;
        var made = await RunAsync(Debootstrap, "--variant=minbase", "--include=libssl3,libstdc++6,zlib1g", "bookworm", root);
        if (made.ExitCode != 0)
        {
            Assert.Ignore($"debootstrap made no machine: {made.StandardError}");
        }

        var runtime = RuntimeEnvironment.GetRuntimeDirectory();
        var dotnet = Path.GetFullPath(Path.Combine(runtime, "../../.."));
        var version = Path.GetFileName(Path.TrimEndingDirectorySeparator(runtime));
        await CopyAsync(Path.Combine(dotnet, "dotnet"), "dotnet/dotnet");
        await CopyAsync(Path.Combine(dotnet, "host"), "dotnet/host");
        await CopyAsync(runtime, $"dotnet/shared/Microsoft.NETCore.App/{version}");
        await CopyAsync(AppContext.BaseDirectory, "tool");
        await CopyAsync(Path.Combine(Repository.Root, "tests/Samples/Quickstart/data/shapes"), "shapes");
        await CopyAsync(Path.Combine(Repository.Root, "tests/Samples/Quickstart/data/clips"), "clips");
    }

    [OneTimeTearDown]
    public async Task DeleteMachine()
    {
        if (root.Length > 0)
        {
            await RunAsync("rm", "--recursive", "--force", "--one-file-system", root);
        }
    }

    [Test]
    public async Task Images_are_measured_without_any_desktop_library()
    {
        Assert.That(Directory.GetFiles(root, "libglib-2.0.so*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }), Is.Empty);

        var result = await DatastampAsync("images", "/shapes", "--json");

        Assert.That((result.ExitCode, result.StandardError), Is.EqualTo((0, string.Empty)));
        Assert.That(result.StandardOutput, Does.Contain("\"images\": 7,").And.Contain("\"decoder\": \"opencv 4."));
    }

    [TestCase("index")]
    [TestCase("packets")]
    [TestCase("decode")]
    public async Task Videos_are_counted_without_any_desktop_library(string way)
    {
        var result = await DatastampAsync("videos", "/clips", "--json", "--frame-count", way);

        Assert.That((result.ExitCode, result.StandardError), Is.EqualTo((0, string.Empty)));
        Assert.That(result.StandardOutput, Does.Contain("\"frames\": 56,").And.Contain($"\"frameCountSource\": \"{way}\""));
    }

    /// <summary>The runtime asks /proc for its stack; the mount goes with the namespace.</summary>
    private Task<BufferedCommandResult> DatastampAsync(params string[] arguments) => RunAsync(
        "unshare", ["--mount", "sh", "-c", "mount --bind /proc \"$0/proc\" && exec chroot \"$0\" /dotnet/dotnet exec /tool/datastamp.dll \"$@\"", root, .. arguments]);

    private async Task CopyAsync(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, to))!);
        var copied = await RunAsync("cp", "--recursive", "--dereference", Path.TrimEndingDirectorySeparator(from), Path.Combine(root, to));
        Assert.That(copied.ExitCode, Is.Zero, copied.StandardError);
    }

    private static async Task<BufferedCommandResult> RunAsync(string program, params string[] arguments) => await Cli.Wrap(program)
        .WithArguments(arguments)
        .WithValidation(CommandResultValidation.None)
        .ExecuteBufferedAsync(Encoding.UTF8);
}
