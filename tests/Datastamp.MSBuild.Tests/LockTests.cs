using Datastamp.Tests;

namespace Datastamp.MSBuild.Tests;

public class LockTests() : LockedBuild("data", """<ImageDataset Include="data" Name="Train" />""")
{
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
        File.Copy(At("v1.json"), At("v2.json"));
        SealedLock.Edit(At("v2.json"), "\"images\": 2,", "\"images\": 22,");
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
    public async Task Added_files_are_drift() => await AssertDriftAsync(() => Images("data", "hill_2.jpg"), "DS0204", "3 files of");

    [Test]
    public async Task Removed_files_are_drift() => await AssertDriftAsync(() => File.Delete(At("data/hill_1.jpg")), "DS0204", "1 files of");

    [Test]
    public async Task Renamed_files_are_drift() =>
        await AssertDriftAsync(() => File.Move(At("data/hill_1.jpg"), At("data/hill.jpg")), "DS0204", "other contents or names");

    [Test]
    public async Task Changed_files_are_drift() => await AssertDriftAsync(() => File.AppendAllText(At("data/hill_1.jpg"), "x"), "DS0204", "files of");

    [Test]
    public async Task A_changed_definition_is_drift() => await AssertDriftAsync(
        () => Project("""<ImageDataset Include="data" Name="Train" Resize="32" />"""), "DS0205", "resize is '32', was not set");

    [Test]
    public async Task A_missing_entry_is_an_error() => await AssertDriftAsync(
        () => Project("""<ImageDataset Include="data" Name="Other" />"""), "DS0203", "no entry");

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

    protected override void MakeData() => Images("data", "hill_1.jpg", "noise.png");
}
