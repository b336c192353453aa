using System.Diagnostics;
using System.Globalization;
using CliWrap;
using CliWrap.Buffered;

namespace Datastamp.Tool.Tests.Backends;

/// <summary>The public package, by the NuGet sources of this machine.</summary>
public class InstallFromFeedTests : BackendFolder
{
    [Test]
    public async Task The_processor_s_libtorch_is_fetched_tested_verified_and_removed()
    {
        var installed = await GpuAsync("install", "--cpu");

        Assert.That(installed.ExitCode, Is.Zero, installed.StandardError);
        Assert.That(installed.StandardOutput, Is.Empty);
        Assert.That(installed.StandardError, Does.Contain("libtorch-cpu-linux-x64 2.10.0: ").And.Contain("about 0.47 GB to keep in").And.Contain("Tested: it computes what it should."));
        Assert.That(Directory.GetDirectories(Backends), Is.EqualTo([Installed]));
        Assert.That(Directory.GetFiles(Installed).Select(Path.GetFileName), Is.EquivalentTo([.. Libraries, "backend.json"]));

        var status = (await StatusAsync("--verify"))["backends"]!.Single();
        Assert.That(((string?)status["version"], (string?)status["kind"], (long)status["bytes"]!, (int?)status["testedDevices"]), Is.EqualTo(("2.10.0", "cpu", 462_966_563L, 0)));
        Assert.That(status["problem"]!.Type, Is.EqualTo(Newtonsoft.Json.Linq.JTokenType.Null));

        var written = File.GetLastWriteTimeUtc(Path.Combine(Installed, "backend.json"));
        var again = await GpuAsync("install", "--cpu");
        Assert.That((again.ExitCode, File.GetLastWriteTimeUtc(Path.Combine(Installed, "backend.json"))), Is.EqualTo((0, written)));
        Assert.That(again.StandardError, Does.Contain("is installed in").And.Not.Contain("Copying"));

        var removed = await GpuAsync("remove", "--cpu");
        Assert.That((removed.ExitCode, removed.StandardOutput), Is.EqualTo((0, $"removed {Installed}, 0.46 GB\n")));
        Assert.That(Directory.GetDirectories(Backends), Is.Empty);
        Assert.That((await GpuAsync("remove", "--cpu")).StandardOutput, Is.EqualTo($"nothing to remove in {Backends}\n"));
    }

    [TestCase("KILL", 137)]
    [TestCase("INT", 130)]
    public async Task An_installation_that_was_ended_left_nothing_to_use_and_goes_on_where_it_was(string signal, int exitCode)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "datastamp.dll"), "gpu", "install", "--cpu"]) { UseShellExecute = false, RedirectStandardError = true };
        start.Environment["DATASTAMP_BACKENDS"] = Backends;
        var (copied, partial) = (Path.Combine(Backends, ".cpu-2.10.0.work/files/libc10.so"), Path.Combine(Backends, ".cpu-2.10.0.work/files/libtorch_cpu.so.partial"));
        using (var process = Process.Start(start)!)
        {
            while (!process.HasExited && !(File.Exists(partial) && new FileInfo(partial).Length > 0))
            {
                Thread.Sleep(1);
            }

            await Cli.Wrap("kill").WithArguments([$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]).ExecuteAsync();
            await process.WaitForExitAsync();
            Assert.That(process.ExitCode, Is.EqualTo(exitCode));
        }

        Assert.That(Directory.Exists(Installed), Is.False);
        Assert.That((await StatusAsync())["backends"], Is.Empty);
        var written = File.GetLastWriteTimeUtc(copied);

        var resumed = await GpuAsync("install", "--cpu");

        Assert.That(resumed.ExitCode, Is.Zero, resumed.StandardError);
        Assert.That(resumed.StandardError, Does.Contain("; the rest is there."));
        Assert.That(File.GetLastWriteTimeUtc(Path.Combine(Installed, "libc10.so")), Is.EqualTo(written));
        Assert.That((await StatusAsync("--verify")).SelectToken("backends[0].testedDevices")?.ToString(), Is.EqualTo("0"));
    }

    [Test]
    public async Task A_feed_without_the_package_is_told_of()
    {
        Directory.CreateDirectory(Path.Combine(Root, "feed"));
        await File.WriteAllTextAsync(Path.Combine(Root, "nuget.config"), "<configuration><packageSources><clear /><add key=\"only\" value=\"feed\" /></packageSources></configuration>");

        var result = await GpuAsync("install");

        Assert.That(result.ExitCode, Is.EqualTo(3));
        Assert.That(result.StandardError, Does.Contain("error DS0504: The package TorchSharp-cuda-linux 0.107.0 cannot be restored: NU1101").And.Contain("only. Add a NuGet source"));
        Assert.That(Directory.GetFiles(Backends, "*", SearchOption.AllDirectories), Has.Length.EqualTo(1), "the guard");
    }

    [Test]
    public async Task CUDA_without_a_driver_is_warned_of()
    {
        if (File.Exists("/proc/driver/nvidia/version"))
        {
            Assert.Ignore("There is a driver.");
        }

        Assert.That((await GpuAsync("install", "--from", Root)).StandardError, Does.StartWith("datastamp: warning DS0508: There is no NVIDIA GPU to use"));
    }

    [Test]
    public async Task Without_an_SDK_a_folder_is_advised()
    {
        var result = await GpuWithAsync("DOTNET_HOST_PATH", Path.Combine(Root, "no-dotnet"), "install", "--cpu");

        Assert.That(result.ExitCode, Is.EqualTo(3));
        Assert.That(result.StandardError, Does.Contain("error DS0507").And.Contain("--from"));
    }

    [Test]
    public async Task A_disk_that_is_too_small_is_told_of_before_anything_is_written()
    {
        Directory.CreateDirectory(Backends);
        var result = await Cli.Wrap("unshare")
            .WithArguments(["--mount", "--map-root-user", "sh", "-c", "mount -t tmpfs -o size=100m none \"$DATASTAMP_BACKENDS\" || exit 77; dotnet exec \"$0\" gpu install --cpu; code=$?; find \"$DATASTAMP_BACKENDS\" -type f; exit $code", Path.Combine(AppContext.BaseDirectory, "datastamp.dll")])
            .WithEnvironmentVariables(environment => environment.Set("DATASTAMP_BACKENDS", Backends))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();
        if (result.ExitCode is 1 or 77)
        {
            Assert.Ignore($"No mounting here: {result.StandardError}");
        }

        Assert.That(result.ExitCode, Is.EqualTo(3), result.StandardError);
        Assert.That(result.StandardError, Does.Match(@"error DS0505: Installing libtorch needs 0\.5 GB here, and 0\.1 GB are free"));
        Assert.That(result.StandardOutput, Is.EqualTo($"{Backends}/.cpu-2.10.0.lock\n"));
    }
}
