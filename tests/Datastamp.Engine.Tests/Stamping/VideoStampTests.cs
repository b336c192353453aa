using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Videos;

namespace Datastamp.Tests.Stamping;

public class VideoStampTests : StampedClips
{
    [Test]
    public async Task New_clips_are_measured_and_added_to_the_lock()
    {
        await StampAsync();

        Assert.That(Codes(), Is.EqualTo(["DS0207"]));
        Assert.That(Reported[0].Message, Does.Contain("3 videos, 18 frames, 2.4 s"));
        Assert.That(Work, Is.EqualTo("Clips: 3 files, 3 read, 0 decoded."));
        var clip = Locked().Videos[1];
        Assert.That((clip.Key, clip.FrameCount, clip.FrameRate, clip.Width, clip.FrameCountSource), Is.EqualTo(("run/b c.mp4", 6, new Rational(5, 1), 64, FrameCountSource.Index)));
    }

    [Test]
    public async Task Absent_data_is_served_from_the_lock()
    {
        await StampAsync();
        Directory.Delete(At("clips"), recursive: true);
        var code = await File.ReadAllTextAsync(Code);
        await StampAgainAsync(isLocked: true);

        Assert.That(Codes(), Is.EqualTo(["DS0208"]));
        Assert.That(await File.ReadAllTextAsync(Code), Is.EqualTo(code));
    }

    [Test]
    public async Task Another_definition_is_measured_anew_refused_when_locked_and_needs_data()
    {
        await StampAsync();
        var full = Clips() with { Identity = VideoIdentity.Full };

        Assert.That(Assert.ThrowsAsync<DiagnosticException>(() => StampAsync(full, isLocked: true))!.Diagnostics.Single().Code, Is.EqualTo("DS0205"));
        await StampAgainAsync(full);
        Assert.That((Codes(), Work), Is.EqualTo((new[] { "DS0207" }, "Clips: 3 files, 3 read, 0 decoded.")));
        Assert.That(Locked().Videos.Select(video => video.Identity), Has.All.StartWith("sha256:"));

        Directory.Delete(At("clips"), recursive: true);
        Assert.That(Assert.ThrowsAsync<DiagnosticException>(() => StampAsync())!.Diagnostics.Single().Code, Is.EqualTo("DS0206"));
    }

    [Test]
    public async Task Bad_files_are_errors_or_skipped_as_the_dataset_says()
    {
        Write("clips/run/bad.mp4", 1, 2, 3);
        Write("clips/run/empty.mp4");
        var errors = Assert.ThrowsAsync<DiagnosticException>(() => StampAsync())!.Diagnostics;
        Assert.That(errors.Select(error => (error.Code, error.File)), Is.EqualTo([("DS0101", At("clips/run/bad.mp4")), ("DS0101", At("clips/run/empty.mp4"))]));
        Assert.That(File.Exists(Lock), Is.False);

        await StampAgainAsync(Clips() with { OnBadFile = BadFilePolicy.Skip });
        Assert.That(Codes(), Is.EqualTo(["DS0102", "DS0102", "DS0207"]));
        Assert.That(Work, Is.EqualTo("Clips: 5 files, 2 read, 0 decoded."), "the others were read before the error");
        Assert.That((Locked().Videos.Length, Locked().BadFiles.Length, Locked().Files), Is.EqualTo((3, 2, 5)));
    }

    [Test]
    public async Task Clips_of_fewer_frames_than_segments_are_named_also_from_the_lock()
    {
        await StampAsync(Clips() with { Segments = 6 });
        Assert.That(Codes(), Is.EqualTo(["DS0207"]));

        await StampAgainAsync(Clips() with { Segments = 7 });
        Assert.That(Codes(), Is.EqualTo(["DS0108"]));
        Assert.That(Reported[0].Message, Does.Contain("3 videos").And.Contain("run/a.mp4").And.Contain("run/b c.mp4"));

        Directory.Delete(At("clips"), recursive: true);
        await StampAgainAsync(Clips() with { Segments = 7 });
        Assert.That(Codes(), Is.EquivalentTo(["DS0108", "DS0208"]));
    }

    [Test]
    public async Task What_contradicts_itself_is_told_from_the_lock_too()
    {
        await StampAsync();
        const string Problem = "{\"path\": \"run/a.mp4\", \"problem\": \"7 frames can be decoded, its tables name 6\"}";
        SealedLock.Edit(Lock, "\"problems\": [", "\"problems\": [" + Problem);
        Directory.Delete(At("clips"), recursive: true);
        await StampAgainAsync();

        Assert.That(Codes(), Is.EqualTo(["DS0208", "DS0107"]));
        Assert.That(Reported[1].File, Is.EqualTo(At("clips/run/a.mp4")));
        Assert.That(Reported[1].Message, Does.Contain("7 frames can be decoded"));
    }
}
