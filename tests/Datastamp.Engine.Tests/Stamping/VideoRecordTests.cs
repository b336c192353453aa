using Datastamp.Tests.Caching;

namespace Datastamp.Tests.Stamping;

/// <summary>Which clips are read again.</summary>
public class VideoRecordTests : StampedClips
{
    [Test]
    public async Task Unchanged_clips_are_not_read_again()
    {
        await StampAsync();
        var before = await File.ReadAllTextAsync(Lock);
        await StampAgainAsync();

        Assert.That((Codes(), Work), Is.EqualTo((Array.Empty<string>(), "Clips: 3 files, 0 read, 0 decoded.")));
        Assert.That(await File.ReadAllTextAsync(Lock), Is.EqualTo(before));
    }

    [TestCase("add", "4 videos, 24 frames", "Clips: 4 files, 1 read, 0 decoded.")]
    [TestCase("remove", "2 videos, 12 frames", "Clips: 2 files, 0 read, 0 decoded.")]
    [TestCase("rename", "3 videos, 18 frames", "Clips: 3 files, 1 read, 0 decoded.")]
    [TestCase("change", "3 videos, 18 frames", "Clips: 3 files, 1 read, 0 decoded.")]
    public async Task What_changes_is_read_and_nothing_else(string change, string now, string read)
    {
        await StampAsync();
        Change(change);
        await StampAgainAsync();

        Assert.That((Codes(), Work), Is.EqualTo((new[] { "DS0207" }, read)));
        Assert.That(Reported[0].Message, Does.Contain(now).And.Contain("before: 3 videos, 18 frames, 2.4 s"));
    }

    [Test]
    public async Task A_clip_with_another_time_or_length_is_probed_again()
    {
        await StampAsync();
        File.SetLastWriteTimeUtc(At("clips/run/a.mp4"), DateTime.UtcNow.AddMinutes(-1));
        await StampAgainAsync();
        Assert.That((Codes(), Work), Is.EqualTo((Array.Empty<string>(), "Clips: 3 files, 1 read, 0 decoded.")));

        var time = File.GetLastWriteTimeUtc(At("clips/run/a.mp4"));
        File.AppendAllText(At("clips/run/a.mp4"), "\0\0\0\x08free");
        File.SetLastWriteTimeUtc(At("clips/run/a.mp4"), time);
        await StampAgainAsync();
        Assert.That((Codes(), Work), Is.EqualTo((new[] { "DS0207" }, "Clips: 3 files, 1 read, 0 decoded.")));
    }

    [TestCase("")]
    [TestCase("1")]
    [TestCase("12 a b c")]
    public async Task A_damaged_row_is_as_good_as_none(string row)
    {
        await StampAsync();
        CacheRows.Change(At("cache"), $"UPDATE paths SET value = CAST('{row}' AS BLOB)");
        await StampAgainAsync();
        Assert.That((Codes(), Work), Is.EqualTo((Array.Empty<string>(), "Clips: 3 files, 3 read, 0 decoded.")));

        await StampAgainAsync();
        Assert.That(Work, Is.EqualTo("Clips: 3 files, 0 read, 0 decoded."), "it was written again");
    }

    [Test]
    [Platform("Linux")]
    public async Task Names_may_hold_anything()
    {
        WriteClip("run/new\nline.mp4");
        WriteClip("שלום/- - 1/1\u202E.mp4");
        await StampAsync();
        Assert.That(Locked().Videos.Select(video => video.Key), Does.Contain("run/new\nline.mp4").And.Contain("שלום/- - 1/1\u202E.mp4"));

        await StampAgainAsync();
        Assert.That((Codes(), Work), Is.EqualTo((Array.Empty<string>(), "Clips: 5 files, 0 read, 0 decoded.")));
    }
}
