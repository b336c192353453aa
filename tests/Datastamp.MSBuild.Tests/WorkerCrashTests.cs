using System.Diagnostics;
using System.Globalization;

namespace Datastamp.MSBuild.Tests;

/// <summary>
/// What a file costs that crashes the decoder, takes too long, or needs too much memory: that file. Crashes are signals, sent while a file
/// is in native code; see DecoderCrashTests of the tool for why.
/// </summary>
[NonParallelizable]
public class WorkerCrashTests : SlowBuild
{
    private const int Segmentation = 11;

    /// <summary>What is known by its contents is what it is about here.</summary>
    protected override bool IsRemembered => true;

    [SetUp]
    public async Task Restore()
    {
        Project("""<ImageDataset Include="data" Name="Train" OnBadFile="Skip" />""", "Datasets.Train.ImageCount");
        Images("data", "hill_1.jpg", "hill_2.jpg");
        SlowPng.Write(At("data/slow.png"), 15_000);
        await Dotnet(["restore"]);
    }

    [Test]
    public async Task A_file_that_crashes_the_worker_is_skipped_and_the_build_goes_on()
    {
        var building = BuildAsync("--no-restore", "-p:DatastampParallelism=1");
        await KillAsync("stamp", Segmentation);
        await KillAsync("try", Segmentation);

        var build = await building;

        Assert.That(build.Succeeded, Is.True, build.Output);
        Assert.That(build.Warnings.Select(warning => $"{warning.Code} {Path.GetFileName(warning.File)}: {warning.Text}"), Is.EqualTo(["DS0102 slow.png: Train: left out, because it is not a whole, valid image: crashes the decoder (SIGSEGV)."]));
        Assert.That(build.Output, Does.Contain("The worker ended with exit code 139, and another one goes on.").And.Contain("Train: an earlier run was killed, or crashed, while it decoded 'slow.png'."));
        Assert.That(await RunAsync(), Is.EqualTo("2"));
        Assert.That(Read("datastamp.lock.json"), Does.Contain("crashes the decoder (SIGSEGV)"));

        // What is known is not tried again.
        Images("data", "hill_3.jpg");
        Assert.That((await BuildGreenAsync()).Output, Does.Not.Contain("another one goes on"));
        Assert.That(await RunAsync(), Is.EqualTo("3"));
    }

    [Test]
    public async Task A_worker_that_is_killed_is_started_again_and_no_file_is_bad()
    {
        var building = BuildAsync("--no-restore", "-p:DatastampParallelism=1");
        await KillAsync("stamp", Kill);

        var build = await building;

        Assert.That(build.Succeeded, Is.True, build.Output);
        Assert.That(build.Warnings, Is.Empty);
        Assert.That(await RunAsync(), Is.EqualTo("3"));
    }

    [Test]
    public async Task A_file_that_takes_too_long_is_skipped_and_the_build_goes_on()
    {
        var build = await LimitedAsync("DATASTAMP_FILE_TIMEOUT", "1");

        Assert.That(build.Warnings.Select(warning => warning.Text), Is.EqualTo(["Train: left out, because it is not a whole, valid image: takes longer than 1 s."]));
        Assert.That(await RunAsync(), Is.EqualTo("2"));
    }

    [Test]
    public async Task A_file_that_needs_too_much_memory_is_skipped_and_the_build_goes_on()
    {
        var build = await LimitedAsync("DATASTAMP_MEMORY_LIMIT", "600");

        Assert.That(build.Warnings.Select(warning => warning.Text), Is.EqualTo(["Train: left out, because it is not a whole, valid image: needs more than 600 MiB of memory."]));
        Assert.That(build.Output, Does.Not.Contain("another one goes on"));
        Assert.That(await RunAsync(), Is.EqualTo("2"));
    }

    [Test]
    public async Task A_worker_sees_of_the_environment_what_it_needs_and_no_more()
    {
        Variables = [("DEPLOYMENT_SECRET", "hush"), ("NUGET_API_KEY", "hush"), ("OPENCV_IO_MAX_IMAGE_PIXELS", "1"), ("AWS_REGION", "eu-west-1")];
        var building = BuildAsync("--no-restore");
        var worker = await FindAsync("stamp");
        var environment = await File.ReadAllTextAsync($"/proc/{worker}/environ");
        var build = await building;

        Assert.That(build.Succeeded, Is.True, build.Output);
        Assert.That(environment.Split('\0').Select(line => line.Split('=')[0]), Does.Contain("PATH").And.Contain("HOME").And.Contain("XDG_CACHE_HOME").And.Contain("AWS_REGION")
            .And.Not.Contain("DEPLOYMENT_SECRET").And.Not.Contain("NUGET_API_KEY").And.Not.Contain("OPENCV_IO_MAX_IMAGE_PIXELS"));
    }

    private async Task<BuildResult> LimitedAsync(string variable, string value)
    {
        Variables = [(variable, value)];
        return await BuildGreenAsync("--no-restore");
    }

    /// <summary>Waits for a process of this project's, at work on the slow file, and sends a signal until it is gone: that of a crash does nothing to .NET the first time.</summary>
    private async Task KillAsync(string command, int signal)
    {
        var id = await FindAsync(command);
        for (var i = 0; i < 100 && Find(command) == id; i++)
        {
            Signal(id, signal);
            await Task.Delay(20);
        }
    }

    private async Task<int> FindAsync(string command)
    {
        for (var wait = Stopwatch.StartNew(); wait.Elapsed < TimeSpan.FromSeconds(60);)
        {
            if (Find(command) is > 0 and var id)
            {
                return id;
            }

            await Task.Delay(5);
        }

        throw new InvalidOperationException($"No process '{command}' was seen.");
    }

    private int Find(string command) => Workers("obj/Debug/net10.0").FirstOrDefault(id =>
    {
        try
        {
            // Of what it maps, the large image is the only one of so many pages.
            return File.ReadAllText($"/proc/{id}/cmdline").EndsWith($"\0{command}\0", StringComparison.Ordinal)
                && long.Parse(File.ReadAllText($"/proc/{id}/statm").Split(' ')[1], CultureInfo.InvariantCulture) > 60_000;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });
}
