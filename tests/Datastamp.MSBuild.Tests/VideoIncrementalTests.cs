namespace Datastamp.MSBuild.Tests;

public class VideoIncrementalTests : NestedBuild
{
    private const string Expression = "Datasets.Clips.ClipCount} {Datasets.Clips.FrameCount} {Datasets.Clips.Fingerprint";

    // A box of MP4 that means nothing: its length, and its name.
    private static readonly byte[] free = [0, 0, 0, 8, .. "free"u8];

    [SetUp]
    public async Task BuildOnce()
    {
        Clip("right.mp4", "clips/slide/right.mp4");
        Clip("fan.webm", "clips/turn/fan.webm");
        Project("""<VideoDataset Include="clips" Segments="8" />""", Expression);
        var first = await BuildGreenAsync();
        Assert.That((first.WorkersStarted, first.Compiled), Is.EqualTo((1, true)));
    }

    [Test]
    public async Task A_second_build_starts_no_worker_and_no_compiler()
    {
        var build = await BuildGreenAsync();

        Assert.That((build.WorkersStarted, build.Compiled), Is.EqualTo((0, false)));
    }

    [Test]
    public async Task An_added_clip_alone_is_read()
    {
        Clip("fan.webm", "clips/turn/again.webm");

        await AssertChangedAsync(clips: 3, frames: 80, read: 1);
    }

    [Test]
    public async Task A_changed_clip_alone_is_read()
    {
        await File.AppendAllBytesAsync(At("clips/slide/right.mp4"), free);

        await AssertChangedAsync(clips: 2, frames: 56, read: 1);
    }

    [Test]
    public async Task After_a_removed_clip_nothing_is_read()
    {
        File.Delete(At("clips/turn/fan.webm"));

        await AssertChangedAsync(clips: 1, frames: 32, read: 0);
    }

    [Test]
    public async Task A_renamed_clip_alone_is_read()
    {
        File.Move(At("clips/turn/fan.webm"), At("clips/turn/van.webm"));

        await AssertChangedAsync(clips: 2, frames: 56, read: 1);
    }

    [Test]
    public async Task Changed_segments_generate_again_and_read_nothing()
    {
        var before = await File.ReadAllBytesAsync(LockFile);
        Project("""<VideoDataset Include="clips" Segments="4" Profile="Linspace" />""", "Datasets.Clips.Segments} {Datasets.Clips.All[0].Segments[3]");

        var build = await BuildGreenAsync();

        Assert.That(build.Work, Is.EqualTo(["Clips: 2 files, 0 read, 0 decoded."]));
        Assert.That(await RunAsync(), Is.EqualTo("4 31"));
        Assert.That(await File.ReadAllBytesAsync(LockFile), Is.EqualTo(before));
    }

    [Test]
    public async Task A_touched_clip_is_read_and_nothing_is_written()
    {
        File.SetLastWriteTimeUtc(At("clips/turn/fan.webm"), DateTime.UtcNow);
        var (lockTime, codeTime) = (File.GetLastWriteTimeUtc(LockFile), File.GetLastWriteTimeUtc(GeneratedFile));

        var build = await BuildGreenAsync();

        Assert.That(build.Work, Is.EqualTo(["Clips: 2 files, 1 read, 0 decoded."]));
        Assert.That(build.Compiled, Is.False);
        Assert.That((File.GetLastWriteTimeUtc(LockFile), File.GetLastWriteTimeUtc(GeneratedFile)), Is.EqualTo((lockTime, codeTime)));
        Assert.That((await BuildGreenAsync()).WorkersStarted, Is.Zero);
    }

    [Test]
    public async Task An_editor_is_told_what_a_build_depends_on()
    {
        var build = await BuildAsync("-t:DatastampUpToDateCheck", "-p:DesignTimeBuild=true", "-getItem:UpToDateCheckInput,UpToDateCheckBuilt");

        foreach (var path in new[] { At("clips"), At("clips/slide"), At("clips/turn"), At("clips/slide/right.mp4"), At("clips/turn/fan.webm"), LockFile, GeneratedFile + ".state" })
        {
            Assert.That(build.Output, Does.Contain($"\"FullPath\": \"{path}\""));
        }

        Assert.That(build.Output.Split("\"Set\": \"Datastamp\""), Has.Length.EqualTo(8));
    }

    private async Task AssertChangedAsync(int clips, int frames, int read)
    {
        var before = await RunAsync();

        var build = await BuildGreenAsync();

        Assert.That(build.Work, Is.EqualTo([$"Clips: {clips} files, {read} read, 0 decoded."]));
        Assert.That(build.Messages, Has.Some.Contain($"Clips: measured again, and the lock updated: {clips} videos, {frames} frames,"));
        Assert.That(await RunAsync(), Does.StartWith($"{clips} {frames} sha256:").And.Not.EqualTo(before));
        Assert.That(Read("datastamp.lock.json"), Does.Contain($"\"files\": {clips},"));
        Assert.That((await StampAsync()).WorkersStarted, Is.Zero);
    }
}
