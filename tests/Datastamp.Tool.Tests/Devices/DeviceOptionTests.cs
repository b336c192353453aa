using System.Text;
using CliWrap;
using CliWrap.Buffered;
using Datastamp.Tests;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tool.Tests.Devices;

/// <summary><c>--device</c>, with the libtorch that <c>gpu install --cpu</c> brings, where there is no GPU.</summary>
public class DeviceOptionTests
{
    private string folder = string.Empty;

    private static string Shapes => Path.Combine(Repository.Root, "tests/Samples/Quickstart/data/shapes");

    [OneTimeSetUp]
    public async Task InstallAsync()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("libtorch is installed and loaded on Linux here.");
        }

        folder = Directory.CreateTempSubdirectory("datastamp-device-").FullName;
        await RunAsync(0, "gpu", "install", "--cpu");
    }

    [OneTimeTearDown]
    public void Delete()
    {
        if (folder.Length > 0)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestCase("")]
    [TestCase("--histogram")]
    [TestCase("--resize 48 --center-crop 40")]
    [TestCase("--color gray --orientation apply --jobs 3")]
    public async Task Libtorch_gives_the_integers_of_the_processor(string options)
    {
        var arguments = options.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var processor = await MeasureAsync(Shapes, [.. arguments, "--recompute"]);

        var torch = await MeasureAsync(Shapes, [.. arguments, "--recompute", "--device", "torch-cpu"]);

        Assert.That((string?)torch["device"], Is.EqualTo("torch cpu"));
        torch.Remove("device");
        Assert.That(torch.ToString(), Is.EqualTo(processor.ToString()));
    }

    [Test]
    public async Task So_it_does_for_the_reference_images()
    {
        var images = Repository.ReferenceImages();
        var processor = await MeasureAsync(images, "--on-bad-file", "skip", "--recompute");

        var torch = await MeasureAsync(images, "--on-bad-file", "skip", "--recompute", "--device", "torch-cpu");

        torch.Remove("device");
        Assert.That(torch.ToString(), Is.EqualTo(processor.ToString()));
    }

    [Test]
    public async Task What_is_known_is_told_as_the_device_that_was_asked_for_would()
    {
        await MeasureAsync(Shapes);
        var known = await MeasureAsync(Shapes, "--device", "torch-cpu");
        var measured = await MeasureAsync(Shapes, "--device", "torch-cpu", "--recompute");
        Assert.That(known.ToString(), Is.EqualTo(measured.ToString()));
        Assert.That((await MeasureAsync(Shapes)).ContainsKey("device"), Is.False);
    }

    [Test]
    [Category("NoGpu")]
    public async Task Without_a_GPU_cuda_is_an_error_and_auto_falls_back_and_says_so()
    {
        Assume.That(File.Exists("/proc/driver/nvidia/version"), Is.False, "there is an NVIDIA driver here");

        Assert.That((await RunAsync(3, "images", Shapes, "--device", "cuda")).StandardError, Does.Contain("error DS0508: There is no NVIDIA GPU to use"));
        var auto = await RunAsync(0, "images", Shapes, "--device", "auto", "--json", "--recompute");
        Assert.That(auto.StandardError, Does.StartWith("datastamp: message DS0526: Measured on the processor, since no GPU can be used: There is no NVIDIA GPU to use"));
        Assert.That(JObject.Parse(auto.StandardOutput).ToString(), Is.EqualTo((await MeasureAsync(Shapes)).ToString()));
    }

    [Test]
    public async Task Without_an_installed_libtorch_it_says_how_to_get_one()
    {
        var result = await Command("images", Shapes, "--device", "torch-cpu")
            .WithEnvironmentVariables(environment => environment.Set("DATASTAMP_BACKENDS", Path.Combine(folder, "none"))).ExecuteBufferedAsync(Encoding.UTF8);

        Assert.That(result.ExitCode, Is.EqualTo(3));
        Assert.That(result.StandardError, Does.Contain("error DS0501").And.Contain("datastamp gpu install --cpu"));
    }

    [TestCase("--device", "gpu")]
    [TestCase("--device", "cuda:x")]
    [TestCase("--device-decoder", "turbo")]
    public async Task Other_names_are_a_mistake_of_the_command_line(string option, string value) =>
        Assert.That((await RunAsync(2, "images", Shapes, option, value)).StandardError, Does.Contain($"{option} takes one of"));

    private async Task<JObject> MeasureAsync(string images, params string[] options) =>
        JObject.Parse((await RunAsync(0, ["images", images, "--json", .. options])).StandardOutput);

    private async Task<BufferedCommandResult> RunAsync(int exitCode, params string[] arguments)
    {
        var result = await Command(arguments).ExecuteBufferedAsync(Encoding.UTF8);
        Assert.That(result.ExitCode, Is.EqualTo(exitCode), result.StandardOutput + result.StandardError);
        return result;
    }

    private Command Command(params string[] arguments) => Cli.Wrap("dotnet")
        .WithArguments(["exec", Path.Combine(AppContext.BaseDirectory, "datastamp.dll"), .. arguments])
        .WithEnvironmentVariables(environment => environment.Set("DATASTAMP_BACKENDS", Path.Combine(folder, "backends")).Set("XDG_CACHE_HOME", Path.Combine(folder, "cache")))
        .WithValidation(CommandResultValidation.None);
}
