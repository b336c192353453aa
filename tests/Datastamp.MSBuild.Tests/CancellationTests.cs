namespace Datastamp.MSBuild.Tests;

[NonParallelizable]
public class CancellationTests : SlowBuild
{
    private static readonly TimeSpan oneSecond = TimeSpan.FromSeconds(1);

    [SetUp]
    public async Task Restore()
    {
        SlowImages(400);
        Project("""<ImageDataset Include="data" Name="Train" />""", "Datasets.Train.ImageCount");
        await Dotnet(["restore"]);
    }

    [Test]
    public async Task Ctrl_C_ends_the_worker_within_a_second_and_leaves_nothing()
    {
        var build = StartStamping();
        var worker = await WorkerAsync();

        Signal(build.ProcessId, Interrupt);
        var time = await EndAsync(worker);

        Assert.That(time, Is.LessThan(oneSecond));
        Assert.That((await build).ExitCode, Is.Not.Zero);
        Assert.That(Leftovers(), Is.Empty);
        await AssertNextBuildWorksAsync();
    }

    [Test]
    public async Task The_worker_ends_with_a_build_that_is_killed()
    {
        var build = StartStamping();
        var worker = await WorkerAsync();

        Signal(build.ProcessId, Kill);
        var time = await EndAsync(worker);

        await build;
        Assert.That(time, Is.LessThan(oneSecond));
        Assert.That(Leftovers(), Is.Empty);
    }

    [Test]
    public async Task A_waiting_build_takes_over_from_a_killed_worker()
    {
        var first = StartStamping("-p:IntermediateOutputPath=obj/first/");
        var holder = await WorkerAsync("obj/first");
        var second = StartStamping("-p:IntermediateOutputPath=obj/second/", "-v:d");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!File.Exists(At("obj/second/App.Datasets.g.cs.log")) || !Read("obj/second/App.Datasets.g.cs.log").Contains("alive", StringComparison.Ordinal))
        {
            await Task.Delay(50, limit.Token);
        }

        // What is left is quickly measured.
        foreach (var file in Directory.GetFiles(At("data")).Skip(2))
        {
            File.Delete(file);
        }

        Signal(holder, Kill);

        var (dead, alive) = (await first, await second);
        Assert.That(dead.StandardOutput, Does.Contain("exit code 137, and another one goes on").And.Not.Contain("error"));
        Assert.That(alive.StandardOutput, Does.Contain("Train: 2 files, 2 read, 2 decoded."));
        await AssertNextBuildWorksAsync();
    }

    private async Task AssertNextBuildWorksAsync()
    {
        Directory.Delete(At("data"), recursive: true);
        Images("data", "hill_1.jpg");
        await BuildGreenAsync();
        Assert.That(await RunAsync(), Is.EqualTo("1"));
    }
}
