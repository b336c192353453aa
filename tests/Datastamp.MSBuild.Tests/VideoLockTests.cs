namespace Datastamp.MSBuild.Tests;

public class VideoLockTests() : LockedBuild("clips", Item)
{
    private const string Item = """<VideoDataset Include="clips" Name="Clips" Segments="8" />""";

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
    public async Task An_added_clip_is_drift() =>
        await AssertDriftAsync(() => Clip("fan.webm", "clips/turn/again.webm"), "DS0204", "3 files of", "(added: turn/again.webm)");

    [Test]
    public async Task A_removed_clip_is_drift() =>
        await AssertDriftAsync(() => File.Delete(At("clips/slide/right.mp4")), "DS0204", "1 files of", "(removed: slide/right.mp4)");

    [Test]
    public async Task A_renamed_clip_is_drift() => await AssertDriftAsync(
        () => File.Move(At("clips/turn/fan.webm"), At("clips/turn/van.webm")),
        "DS0204", "other contents or names", "(renamed: turn/van.webm)");

    [Test]
    public async Task A_changed_clip_is_drift() => await AssertDriftAsync(
        () => File.AppendAllText(At("clips/slide/right.mp4"), "\0\0\0\bfree"), "DS0204", "2 files of", "(changed: slide/right.mp4)");

    [Test]
    public async Task A_clip_that_was_cut_off_is_drift() => await AssertDriftAsync(
        () =>
        {
            using var file = File.OpenWrite(At("clips/slide/right.mp4"));
            file.SetLength(1500);
        },
        "DS0204", "2 files of", "(damaged: slide/right.mp4)");

    [Test]
    public async Task A_changed_definition_is_drift() => await AssertDriftAsync(
        () => Project(Item.Replace("/>", "FileIdentity=\"Full\" />", StringComparison.Ordinal)), "DS0205", "identity is 'Full', was 'Tables'", "Clips");

    [Test]
    public async Task A_missing_entry_is_an_error() => await AssertDriftAsync(
        () => Project("""<VideoDataset Include="clips" Name="Other" />"""), "DS0203", "Other", "no entry");

    [Test]
    public async Task An_entry_of_images_is_none_of_videos() => await AssertDriftAsync(
        () => Write("datastamp.lock.json", Read("datastamp.lock.json").Replace("\"videos\"", "\"images\"", StringComparison.Ordinal)), "DS0203", "Clips", "no entry");

    [Test]
    public async Task A_damaged_row_is_refused_with_its_line()
    {
        Write("datastamp.lock.json", Read("datastamp.lock.json").Replace(" webm vp9 1 ", " webm vp9 x ", StringComparison.Ordinal));

        var build = await StampAsync("-p:DatastampLockedMode=true");

        Assert.That(build.ErrorCodes, Is.EqualTo(["DS0201"]));
        Assert.That((build.Errors[0].File, Read("datastamp.lock.json").Split('\n')[build.Errors[0].LineNumber - 1]), Is.EqualTo((LockFile, Read("datastamp.lock.json").Split('\n').Single(line => line.Contains("vp9", StringComparison.Ordinal)))));
    }

    protected override void MakeData()
    {
        Clip("right.mp4", "clips/slide/right.mp4");
        Clip("fan.webm", "clips/turn/fan.webm");
    }
}
