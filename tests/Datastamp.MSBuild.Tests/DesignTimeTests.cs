namespace Datastamp.MSBuild.Tests;

public class DesignTimeTests : NestedBuild
{
    [SetUp]
    public async Task BuildOnce()
    {
        Images("data", "hill_1.jpg", "hill_2.jpg");
        Project("""<ImageDataset Include="data" Name="Train" />""", "Datasets.Train.ImageCount");
        var first = await StampAsync();
        Assert.That(first.Succeeded, Is.True, first.Output);
    }

    [Test]
    public async Task No_worker_starts_while_there_is_generated_code_even_when_the_data_changed()
    {
        Images("data", "hill_3.jpg");

        var build = await DesignTimeAsync();

        Assert.That(build.WorkersStarted, Is.Zero);
        Assert.That(build.Output, Does.Contain("Datasets.g.cs"));
    }

    [Test]
    public async Task A_fresh_clone_emits_from_the_lock_once_and_a_build_still_looks_at_the_data()
    {
        var code = await File.ReadAllTextAsync(GeneratedFile);
        Directory.Delete(At("obj/Debug"), recursive: true);

        var build = await DesignTimeAsync();

        Assert.That(build.WorkersStarted, Is.EqualTo(1));
        Assert.That(build.Work, Is.Empty);
        Assert.That(build.Output, Does.Contain("Datasets.g.cs"));
        Assert.That(await File.ReadAllTextAsync(GeneratedFile), Is.EqualTo(code));
        Assert.That((await DesignTimeAsync()).WorkersStarted, Is.Zero);
        Assert.That((await StampAsync()).Work, Has.Exactly(1).Items);
        Assert.That((await DesignTimeAsync()).WorkersStarted, Is.Zero);
    }

    [Test]
    public async Task Without_a_lock_nothing_is_measured_and_nothing_fails()
    {
        File.Delete(LockFile);
        Directory.Delete(At("obj/Debug"), recursive: true);

        var build = await DesignTimeAsync("-p:DatastampLockedMode=true");

        Assert.That(build.Work, Is.Empty);
        Assert.That(build.Warnings, Is.Empty);
        Assert.That(File.Exists(LockFile), Is.False);
        Assert.That(await File.ReadAllTextAsync(GeneratedFile), Does.Contain("class Datasets").And.Not.Contain("Train"));
    }

    [Test]
    public async Task Older_projects_of_Visual_Studio_say_it_in_another_way()
    {
        Images("data", "hill_3.jpg");

        var asked = await BuildAsync("-t:DatastampCompile", "-p:BuildingInsideVisualStudio=true", "-getItem:Compile");
        var built = await BuildAsync("-p:BuildingInsideVisualStudio=true");

        Assert.That((asked.WorkersStarted, asked.Succeeded), Is.EqualTo((0, true)));
        Assert.That(asked.Output, Does.Contain("Datasets.g.cs"));
        Assert.That(built.Work, Is.EqualTo(["Train: 3 files, 1 read, 1 decoded."]));
    }

    [TestCase("")]
    [TestCase("-p:TreatWarningsAsErrors=true")]
    [TestCase("-p:MSBuildTreatWarningsAsErrors=true")]
    public async Task A_broken_lock_is_told_and_nothing_fails(string argument)
    {
        Write("datastamp.lock.json", "<<<<<<<");

        var build = await DesignTimeAsync(argument);

        Assert.That((build.Warnings.Count, build.Errors.Count), Is.EqualTo((0, 0)));
        Assert.That(build.Messages, Has.Exactly(1).Contains("DS0201"));
    }

    [Test]
    public async Task An_editor_is_told_what_a_build_depends_on()
    {
        var build = await BuildAsync("-t:DatastampUpToDateCheck", "-p:DesignTimeBuild=true", "-getItem:UpToDateCheckInput,UpToDateCheckBuilt");

        foreach (var path in new[] { At("data"), At("data/hill_1.jpg"), At("data/hill_2.jpg"), At("datastamp.lock.json"), GeneratedFile + ".state" })
        {
            Assert.That(build.Output, Does.Contain($"\"FullPath\": \"{path}\""));
        }

        Assert.That(build.Output.Split("\"Set\": \"Datastamp\""), Has.Length.EqualTo(6));
    }

    [Test]
    public async Task What_an_editor_emitted_hides_nothing_from_its_own_check()
    {
        Write("datastamp.lock.json", Read("datastamp.lock.json").Replace("\"images\": 2,", "\"images\": 22,", StringComparison.Ordinal));
        Assert.That((await DesignTimeAsync()).WorkersStarted, Is.EqualTo(1));

        var build = await BuildAsync("-t:DatastampUpToDateCheck", "-p:DesignTimeBuild=true", "-getItem:UpToDateCheckInput");

        Assert.That(build.Output, Does.Contain(At("data/hill_1.jpg")));
        Assert.That(File.GetLastWriteTimeUtc(GeneratedFile + ".state"), Is.LessThan(File.GetLastWriteTimeUtc(LockFile)));
    }

    [Test]
    public async Task The_temporary_project_of_WPF_stamps_nothing()
    {
        Images("data", "hill_3.jpg");

        var build = await BuildAsync("-t:DatastampCompile", "-p:_TargetAssemblyProjectName=App");

        Assert.That(build.Succeeded, Is.True, build.Output);
        Assert.That(build.TasksRun, Is.Zero);
    }

    private async Task<BuildResult> DesignTimeAsync(params string[] arguments)
    {
        var build = await BuildAsync(["-t:DatastampCompile", "-p:DesignTimeBuild=true", "-getItem:Compile", .. arguments]);
        Assert.That(build.Succeeded, Is.True, build.Output);
        return build;
    }
}
