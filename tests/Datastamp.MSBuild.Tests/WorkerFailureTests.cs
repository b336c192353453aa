namespace Datastamp.MSBuild.Tests;

[NonParallelizable]
public class WorkerFailureTests : SlowBuild
{
    private string LogFile => GeneratedFile + ".log";

    [SetUp]
    public async Task Restore()
    {
        Project("""<ImageDataset Include="data" Name="Train" />""", "Datasets.Train.ImageCount");
        await Dotnet(["restore"]);
    }

    [Test]
    public async Task A_worker_that_dies_and_again_without_a_note_of_why_is_one_error()
    {
        // As the system ends one for want of memory. Without a folder for notes nobody knows of what.
        SlowImages(400);
        var stamping = StampAsync("--no-restore", "-p:DatastampCachePath=/dev/null/cache");
        var first = await WorkerAsync();

        Signal(first, Kill);
        Signal(await WorkerAsync(except: first), Kill);

        await AssertFailsAsync(await stamping, "DS0305", "exit code 137");
    }

    [Test]
    public async Task A_worker_that_hangs_is_ended_at_the_time_limit()
    {
        SlowImages(400);
        var stamping = StampAsync("--no-restore", "-p:DatastampTimeLimit=3");
        var worker = await WorkerAsync();

        Signal(worker, Stop);

        var build = await stamping;
        Assert.That(Workers("obj/Debug/net10.0"), Is.Empty);
        await AssertFailsAsync(build, "DS0306", "no progress for 3 seconds");
    }

    [Test]
    public async Task A_worker_that_works_longer_than_the_time_limit_is_left_alone()
    {
        SlowImages(60);

        var build = await StampAsync("--no-restore", "-p:DatastampTimeLimit=2", "-p:DatastampParallelism=1");

        Assert.That(build.Succeeded, Is.True, build.Output);
        Assert.That(build.Work, Is.EqualTo(["Train: 60 files, 60 read, 60 decoded."]));
    }

    [Test]
    public async Task A_worker_that_prints_rubbish_is_one_error()
    {
        // Another program in the worker's place: this project's own, which prints a number.
        Project(string.Empty, "1234");
        await BuildGreenAsync();
        Images("data", "hill_1.jpg");
        Project("""<ImageDataset Include="data" Name="Train" />""", "Datasets.Train.ImageCount");

        await AssertFailsAsync(await StampAsync($"-p:DatastampWorker={At("bin/Debug/net10.0/App.dll")}"), "DS0305", "exit code 0", "Its last words: 1234");
    }

    [Test]
    public async Task A_worker_that_does_nothing_is_an_error_even_behind_a_run_that_did()
    {
        Images("data", "hill_1.jpg");
        await BuildGreenAsync();
        Images("data", "hill_2.jpg");
        Project("""<ImageDataset Include="data" Name="Train" />""", "Datasets.Train.ImageCount", "<DatastampDotnetHost>/bin/true</DatastampDotnetHost>");

        Assert.That((await StampAsync()).ErrorCodes, Is.EqualTo(["DS0305"]));
    }

    [Test]
    public async Task A_worker_that_is_not_there_is_one_error()
    {
        Images("data", "hill_1.jpg");

        await AssertFailsAsync(await StampAsync("-p:DatastampWorker=nowhere.dll"), "DS0305", "nowhere.dll");
    }

    [Test]
    public async Task A_host_that_is_not_there_is_one_error()
    {
        Images("data", "hill_1.jpg");

        Project("""<ImageDataset Include="data" Name="Train" />""", properties: "<DatastampDotnetHost>/nowhere/dotnet</DatastampDotnetHost>");
        var build = await StampAsync();

        Assert.That(build.ErrorCodes, Is.EqualTo(["DS0307"]));
        Assert.That(build.Errors[0].Text, Does.Contain("/nowhere/dotnet").And.Contain(".NET 10 runtime"));
    }

    private async Task AssertFailsAsync(BuildResult build, string code, params string[] texts)
    {
        Assert.That(build.ErrorCodes, Is.EqualTo([code]), build.Output);
        Assert.That(build.Warnings, Is.Empty);
        foreach (var text in texts.Append(LogFile))
        {
            Assert.That(build.Errors[0].Text, Does.Contain(text));
        }

        Assert.That(await File.ReadAllTextAsync(LogFile), Does.Contain("stamp").And.Contain("exit code"));
        Assert.That(Leftovers(), Is.Empty);
        if (Directory.Exists(At("data")))
        {
            Directory.Delete(At("data"), recursive: true);
        }

        Images("data", "hill_1.jpg");
        await BuildGreenAsync();
        Assert.That(await RunAsync(), Is.EqualTo("1"));
    }
}
