namespace Datastamp.MSBuild.Tests;

public class LockTests : NestedBuild
{
    private const string Item = """<ImageDataset Include="data" Name="Train" />""";

    [SetUp]
    public async Task BuildOnce()
    {
        Images("data", "hill_1.jpg", "noise.png");
        Project(Item);
        var first = await StampAsync();
        Assert.That(first.Succeeded, Is.True, first.Output);
    }

    [Test]
    public async Task The_lock_alone_serves_where_the_data_is_gone()
    {
        var code = await File.ReadAllTextAsync(GeneratedFile);
        Directory.Delete(At("data"), recursive: true);
        Directory.Delete(At("obj/Debug"), recursive: true);

        var build = await BuildGreenAsync("-p:ContinuousIntegrationBuild=true");

        Assert.That(build.Messages, Has.Some.Contain("no data here ('data'); the constants come from the lock"));
        Assert.That(await File.ReadAllTextAsync(GeneratedFile), Is.EqualTo(code));
        Assert.That((await BuildGreenAsync("-p:ContinuousIntegrationBuild=true")).WorkersStarted, Is.Zero);
    }

    [Test]
    public async Task Data_that_appears_is_verified_in_locked_mode_without_a_change()
    {
        Directory.Move(At("data"), At("away"));
        await StampAsync("-p:DatastampLockedMode=true");
        Directory.Move(At("away"), At("data"));

        var build = await StampAsync("-p:DatastampLockedMode=true");

        Assert.That(build.Succeeded, Is.True, build.Output);
        Assert.That(build.WorkersStarted, Is.EqualTo(1));
    }

    [Test]
    public async Task What_Directory_Build_targets_say_counts()
    {
        File.Delete(LockFile);
        Write("../Directory.Build.targets", "<Project><PropertyGroup><ContinuousIntegrationBuild>true</ContinuousIntegrationBuild></PropertyGroup></Project>");
        Assert.That((await StampAsync()).ErrorCodes, Is.EqualTo(["DS0203"]));

        Write("../Directory.Build.targets", "<Project><PropertyGroup><DatastampEnabled>false</DatastampEnabled></PropertyGroup></Project>");
        Assert.That((await StampAsync()).TasksRun, Is.Zero);
    }

    [Test]
    public async Task A_lock_that_is_a_link_is_watched_itself()
    {
        Directory.Delete(At("data"), recursive: true);
        File.Move(LockFile, At("v1.json"));
        File.WriteAllText(At("v2.json"), Read("v1.json").Replace("\"images\": 2,", "\"images\": 22,", StringComparison.Ordinal));
        File.CreateSymbolicLink(LockFile, At("v1.json"));
        await StampAsync();
        Assert.That((await StampAsync()).WorkersStarted, Is.Zero);

        File.Delete(LockFile);
        File.CreateSymbolicLink(LockFile, At("v2.json"));
        await StampAsync();

        Assert.That(await File.ReadAllTextAsync(GeneratedFile), Does.Contain("ImageCount = 22;"));
    }

    [Test]
    public async Task Locked_mode_hashes_and_never_decodes()
    {
        Directory.Delete(At("../cache"), recursive: true);
        Directory.Delete(At("obj/Debug"), recursive: true);

        // A worker without its decoder could not measure anything.
        var worker = Path.Combine(Feed.Packages, "datastamp.msbuild", Feed.Version, "worker");
        var copy = At("../worker");
        foreach (var file in Directory.GetFiles(worker, "*", SearchOption.AllDirectories).Where(file => !file.Contains("OpenCvSharpExtern", StringComparison.Ordinal)))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(worker, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        var build = await StampAsync("-p:ContinuousIntegrationBuild=true", $"-p:DatastampWorker={copy}/datastamp.dll");

        Assert.That(build.Succeeded, Is.True, build.Output);
        Assert.That(build.Work, Is.EqualTo(["Train: 2 files, 2 read, 0 decoded."]));
        File.Delete(LockFile);
        Assert.That((await StampAsync($"-p:DatastampWorker={copy}/datastamp.dll", $"-p:DatastampCachePath={At("../other")}")).ErrorCodes, Is.EqualTo(["DS0301"]));
    }

    [Test]
    public async Task Added_files_are_drift() => await AssertDriftAsync("DS0204", "3 files of", () => Images("data", "hill_2.jpg"));

    [Test]
    public async Task Removed_files_are_drift() => await AssertDriftAsync("DS0204", "1 files of", () => File.Delete(At("data/hill_1.jpg")));

    [Test]
    public async Task Renamed_files_are_drift() =>
        await AssertDriftAsync("DS0204", "other contents or names", () => File.Move(At("data/hill_1.jpg"), At("data/hill.jpg")));

    [Test]
    public async Task Changed_files_are_drift() => await AssertDriftAsync("DS0204", "files of", () => File.AppendAllText(At("data/hill_1.jpg"), "x"));

    [Test]
    public async Task A_changed_definition_is_drift() => await AssertDriftAsync(
        "DS0205", "resize is '32', was not set", () => Project("""<ImageDataset Include="data" Name="Train" Resize="32" />"""));

    [Test]
    public async Task A_missing_entry_is_an_error() => await AssertDriftAsync(
        "DS0203", "no entry", () => Project("""<ImageDataset Include="data" Name="Other" />"""));

    [Test]
    public async Task A_missing_lock_is_an_error()
    {
        File.Delete(LockFile);

        var build = await StampAsync("-p:DatastampLockedMode=true");

        Assert.That(build.ErrorCodes, Is.EqualTo(["DS0203"]));
        Assert.That(File.Exists(LockFile), Is.False);
    }

    [Test]
    public async Task A_changed_definition_without_data_is_an_error()
    {
        Directory.Delete(At("data"), recursive: true);
        Project("""<ImageDataset Include="data" Name="Train" Color="Gray" />""");

        var build = await StampAsync();

        Assert.That(build.ErrorCodes, Is.EqualTo(["DS0206"]));
        Assert.That(build.Errors[0].Text, Does.Contain("color is 'Gray', was 'RGB'"));
    }

    [Test]
    public async Task A_newer_lock_is_refused()
    {
        Write("datastamp.lock.json", Read("datastamp.lock.json").Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal));

        var build = await StampAsync();

        Assert.That(build.ErrorCodes, Is.EqualTo(["DS0202"]));
        Assert.That(build.Errors[0].File, Is.EqualTo(LockFile));
        Assert.That(build.Errors[0].LineNumber, Is.EqualTo(2));
        Assert.That(Read("datastamp.lock.json"), Does.Contain("\"version\": 2"));
    }

    [Test]
    public async Task A_lock_with_a_merge_conflict_is_refused_with_its_line()
    {
        Write("datastamp.lock.json", "{\n  \"version\": 1,\n<<<<<<< HEAD\n}\n");

        var build = await StampAsync();

        Assert.That(build.ErrorCodes, Is.EqualTo(["DS0201"]));
        Assert.That(build.Errors[0].LineNumber, Is.EqualTo(3));
    }

    [Test]
    public async Task Other_datasets_keep_their_entries()
    {
        var before = Read("datastamp.lock.json");
        Images("more", "hill_3.jpg");
        Project("""<ImageDataset Include="more" Name="Another" />""");

        await StampAsync();

        var after = Read("datastamp.lock.json");
        Assert.That(after.IndexOf("\"Another\"", StringComparison.Ordinal), Is.LessThan(after.IndexOf("\"Train\"", StringComparison.Ordinal)));
        var entry = before[before.IndexOf("    \"Train\"", StringComparison.Ordinal)..];
        Assert.That(after, Does.EndWith(entry));
    }

    private async Task AssertDriftAsync(string code, string explanation, Action drift)
    {
        drift();
        var (lockBefore, codeBefore) = (await File.ReadAllBytesAsync(LockFile), await File.ReadAllBytesAsync(GeneratedFile));

        var build = await StampAsync("-p:DatastampLockedMode=true");

        Assert.That(build.ErrorCodes, Is.EqualTo([code]), build.Output);
        Assert.That(build.Errors[0].Text, Does.Contain(explanation));
        Assert.That((build.Errors[0].File, build.Errors[0].LineNumber), Is.EqualTo((LockFile, code == "DS0203" ? 0 : 4)));
        Assert.That(await File.ReadAllBytesAsync(LockFile), Is.EqualTo(lockBefore));
        Assert.That(await File.ReadAllBytesAsync(GeneratedFile), Is.EqualTo(codeBefore));
    }
}
