namespace Datastamp.MSBuild.Tests;

public class VideoLockTests : NestedBuild
{
    private const string Item = """<VideoDataset Include="clips" Name="Clips" Segments="8" />""";

    [SetUp]
    public async Task BuildOnce()
    {
        Clip("right.mp4", "clips/slide/right.mp4");
        Clip("fan.webm", "clips/turn/fan.webm");
        Project(Item);
        var first = await StampAsync();
        Assert.That(first.Succeeded, Is.True, first.Output);
    }

    [Test]
    public async Task The_lock_alone_serves_where_the_data_is_gone()
    {
        var code = await File.ReadAllTextAsync(GeneratedFile);
        Directory.Delete(At("clips"), recursive: true);
        Directory.Delete(At("obj/Debug"), recursive: true);

        var build = await BuildGreenAsync("-p:ContinuousIntegrationBuild=true");

        Assert.That(build.Messages, Has.Some.Contain("no data here ('clips'); the constants come from the lock"));
        Assert.That(await File.ReadAllTextAsync(GeneratedFile), Is.EqualTo(code));
        Assert.That((await BuildGreenAsync("-p:ContinuousIntegrationBuild=true")).WorkersStarted, Is.Zero);
    }

    [Test]
    public async Task Locked_mode_reads_every_clip_and_writes_no_lock()
    {
        var before = File.GetLastWriteTimeUtc(LockFile);
        Directory.Delete(At("obj/Debug"), recursive: true);

        var build = await StampAsync("-p:DatastampLockedMode=true");

        Assert.That(build.Succeeded, Is.True, build.Output);
        Assert.That(build.Work, Is.EqualTo(["Clips: 2 files, 2 read, 0 decoded."]));
        Assert.That(File.GetLastWriteTimeUtc(LockFile), Is.EqualTo(before));
    }

    [Test]
    public async Task An_added_clip_is_drift() => await AssertDriftAsync(
        "DS0204", "3 files of", "(added: turn/again.webm)", () => Clip("fan.webm", "clips/turn/again.webm"));

    [Test]
    public async Task A_removed_clip_is_drift() => await AssertDriftAsync(
        "DS0204", "1 files of", "(removed: slide/right.mp4)", () => File.Delete(At("clips/slide/right.mp4")));

    [Test]
    public async Task A_renamed_clip_is_drift() => await AssertDriftAsync(
        "DS0204", "other contents or names", "(added: turn/van.webm, removed: turn/fan.webm)", () => File.Move(At("clips/turn/fan.webm"), At("clips/turn/van.webm")));

    [Test]
    public async Task A_changed_clip_is_drift() => await AssertDriftAsync(
        "DS0204", "2 files of", "(changed: slide/right.mp4)", () => File.AppendAllText(At("clips/slide/right.mp4"), "\0\0\0\bfree"));

    [Test]
    public async Task A_clip_that_was_cut_off_is_drift() => await AssertDriftAsync("DS0204", "2 files of", "(damaged: slide/right.mp4)", () =>
    {
        using var file = File.OpenWrite(At("clips/slide/right.mp4"));
        file.SetLength(1500);
    });

    [Test]
    public async Task A_changed_definition_is_drift() => await AssertDriftAsync(
        "DS0205", "identity is 'Full', was 'Tables'", "Clips", () => Project(Item.Replace("/>", "FileIdentity=\"Full\" />", StringComparison.Ordinal)));

    [Test]
    public async Task A_missing_entry_is_an_error() => await AssertDriftAsync(
        "DS0203", "Other", "no entry", () => Project("""<VideoDataset Include="clips" Name="Other" />"""));

    [Test]
    public async Task An_entry_of_images_is_none_of_videos() => await AssertDriftAsync(
        "DS0203", "Clips", "no entry", () => Write("datastamp.lock.json", Read("datastamp.lock.json").Replace("\"videos\"", "\"images\"", StringComparison.Ordinal)));

    [Test]
    public async Task A_damaged_row_is_refused_with_its_line()
    {
        Write("datastamp.lock.json", Read("datastamp.lock.json").Replace(" webm vp9 1 ", " webm vp9 x ", StringComparison.Ordinal));

        var build = await StampAsync("-p:DatastampLockedMode=true");

        Assert.That(build.ErrorCodes, Is.EqualTo(["DS0201"]));
        Assert.That((build.Errors[0].File, Read("datastamp.lock.json").Split('\n')[build.Errors[0].LineNumber - 1]), Is.EqualTo((LockFile, Read("datastamp.lock.json").Split('\n').Single(line => line.Contains("vp9", StringComparison.Ordinal)))));
    }

    private async Task AssertDriftAsync(string code, string explanation, string names, Action drift)
    {
        drift();
        var (lockBefore, codeBefore) = (await File.ReadAllBytesAsync(LockFile), await File.ReadAllBytesAsync(GeneratedFile));

        var build = await StampAsync("-p:DatastampLockedMode=true");

        Assert.That(build.ErrorCodes, Is.EqualTo([code]), build.Output);
        Assert.That(build.Errors[0].Text, Does.Contain(explanation).And.Contain(names));
        Assert.That((build.Errors[0].File, build.Errors[0].LineNumber), Is.EqualTo((LockFile, code == "DS0203" ? 0 : 4)));
        Assert.That(await File.ReadAllBytesAsync(LockFile), Is.EqualTo(lockBefore));
        Assert.That(await File.ReadAllBytesAsync(GeneratedFile), Is.EqualTo(codeBefore));
    }
}
