using System.Text;
using CliWrap;
using CliWrap.Buffered;

namespace Datastamp.MSBuild.Tests;

/// <summary>Runs the commands of the examples for build services, as those would: by a shell, in a project that has them.</summary>
[TestFixture("github-actions.yml", "GITHUB_ACTIONS")]
[TestFixture("azure-pipelines.yml", "TF_BUILD")]
public class PipelineTests(string file, string service) : NestedBuild
{
    private Pipeline pipeline = null!;

    [OneTimeSetUp]
    public void ReadPipeline()
    {
        using var package = new Nupkg(Feed.PackageFile);
        pipeline = Pipeline.Read(package.Read("examples/" + file));
    }

    [Test]
    public async Task It_builds_with_the_data_and_without()
    {
        var locked = await CommitALockAsync();

        var with = await RunScriptsAsync();
        Directory.Delete(At("data"), recursive: true);
        Directory.Delete(At("obj"), recursive: true);
        var without = await RunScriptsAsync();

        Assert.That((with.ExitCode, without.ExitCode), Is.EqualTo((0, 0)), with.StandardOutput + without.StandardOutput);
        Assert.That(without.StandardOutput, Does.Contain("no data here ('data'); the constants come from the lock"));
        Assert.That((await Dotnet(["exec", At("bin/Release/net10.0/App.dll")])).StandardOutput.Trim(), Is.EqualTo("2"));
        Assert.That(Read("datastamp.lock.json"), Is.EqualTo(locked));
    }

    [Test]
    public async Task It_fails_where_the_data_is_not_what_the_lock_says()
    {
        var locked = await CommitALockAsync();
        Images("data", "hill_2.jpg");

        var drifted = await RunScriptsAsync();

        Assert.That(drifted.ExitCode, Is.Not.Zero);
        Assert.That(drifted.StandardOutput, Does.Contain("error DS0204"));
        Assert.That(Read("datastamp.lock.json"), Is.EqualTo(locked));
    }

    [Test]
    public void It_publishes_the_lock_and_the_artifacts() =>
        Assert.That(pipeline.Published, Is.EqualTo(["datastamp.lock.json", "artifacts/datasets"]));

    [Test]
    public async Task What_it_publishes_is_there_after_the_build()
    {
        await CommitALockAsync();

        await RunScriptsAsync();

        Assert.That(pipeline.Published.Where(path => !File.Exists(At(path)) && !Directory.Exists(At(path))), Is.Empty);
    }

    [Test]
    public void It_names_the_version_of_all_that_others_made() =>
        Assert.That(pipeline.Pins, Is.Not.Empty.And.All.Match("@(v?[0-9]+|[0-9a-f]{40})$"));

    private async Task<string> CommitALockAsync()
    {
        Images("data", "hill_1.jpg", "noise.png");
        Project("""<ImageDataset Include="data" Name="Train" />""", "Datasets.Train.ImageCount");
        var first = await StampAsync();
        Assert.That(first.Succeeded, Is.True, first.Output);
        return Read("datastamp.lock.json");
    }

    private async Task<BufferedCommandResult> RunScriptsAsync()
    {
        Write("../steps.sh", string.Join('\n', pipeline.Scripts));
        return await Cli.Wrap("bash")
            .WithArguments(["-e", At("../steps.sh")])
            .WithWorkingDirectory(Root)
            .WithEnvironmentVariables(environment =>
            {
                SetEnvironment(environment);
                environment.Set("CI", "true").Set(service, "true").Set("MSBUILDDISABLENODEREUSE", "1");
            })
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(Encoding.UTF8);
    }
}
