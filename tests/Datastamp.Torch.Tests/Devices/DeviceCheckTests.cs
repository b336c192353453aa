using CliWrap;
using CliWrap.Buffered;

namespace Datastamp.Torch.Tests.Devices;

/// <summary>The program of build/device-check, where there is no GPU.</summary>
public sealed class DeviceCheckTests
{
    private static readonly string configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));
    private static readonly string program = Path.Combine(AppContext.BaseDirectory, "..", "..", "Datastamp.DeviceCheck", configuration, "device-check.dll");
    private static readonly string libtorch = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native");

    [Test]
    public async Task What_needs_no_GPU_passes()
    {
        var result = await RunAsync("--libtorch", libtorch, "--device", "torch-cpu", "--short");

        Assert.That(result.ExitCode, Is.Zero, result.StandardOutput);
        Assert.That(result.StandardOutput, Does.Match("PASS  libtorch fits, cpu +loads and computes as expected\n"));
        Assert.That(result.StandardOutput, Does.Match("PASS  integers, torch cpu, BGR, resized, cropped +24 images, Σx, Σx² and counts equal the processor's\n"));
        Assert.That(result.StandardOutput, Does.Match("PASS  SyncBatchNorm, two replicas, CPU +largest differences"));
        Assert.That(result.StandardOutput, Does.EndWith("device-check: PASS\n"));
    }

    [Test]
    public async Task A_libtorch_that_does_not_fit_is_refused_plainly_and_nothing_else_is_run()
    {
        var folder = Directory.CreateTempSubdirectory("datastamp-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "libc10.so"), "no library");
            var result = await RunAsync("--libtorch", folder, "--device", "torch-cpu");

            Assert.That(result.ExitCode, Is.EqualTo(1));
            Assert.That(result.StandardOutput, Does.Match("FAIL  libtorch fits +does not fit: version unknown, built for 2.10.0; .*libc10.so"));
            Assert.That(result.StandardOutput, Does.Match("FAIL  everything else +not run: this machine's libtorch does not fit"));
            Assert.That(result.StandardOutput, Does.Not.Contain("integers").And.EndWith("device-check: FAIL (2)\n"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task Other_arguments_are_refused()
    {
        var result = await RunAsync("--libtorch", libtorch, "--device", "tpu");
        Assert.That((result.ExitCode, result.StandardError), Is.EqualTo((2, "device-check --libtorch DIR [--nvjpeg PATH] [--device cuda|cuda:N|torch-cpu] [--short]\n")));
    }

    private static async Task<BufferedCommandResult> RunAsync(params string[] arguments) =>
        await Cli.Wrap("dotnet").WithArguments([program, .. arguments]).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync();
}
