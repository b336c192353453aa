using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Output;
using Datastamp.Probing.Indexes;
using Datastamp.Stamping;
using Datastamp.Videos;

namespace Datastamp.Tests.Stamping;

/// <summary>Clips whose tables are all that is looked at.</summary>
public class VideoStampTests : TemporaryFolder
{
    private readonly List<Diagnostic> reported = [];
    private string work = string.Empty;

    private string Lock => At("datastamp.lock.json");

    [SetUp]
    public void MakeClips()
    {
        reported.Clear();
        work = string.Empty;
        WriteClip("run/a.mp4");
        WriteClip("run/b c.mp4", ticks: 20);
        WriteClip("walk/d.mp4");
    }

    [Test]
    public async Task New_clips_are_measured_and_added_to_the_lock()
    {
        await StampAsync();

        Assert.That(Codes(), Is.EqualTo(["DS0207"]));
        Assert.That(reported[0].Message, Does.Contain("3 videos, 18 frames, 2.4 s"));
        Assert.That(work, Is.EqualTo("Clips: 3 files, 3 read, 0 decoded."));
        var clip = Locked().Videos[1];
        Assert.That((clip.Key, clip.FrameCount, clip.FrameRate, clip.Width, clip.FrameCountSource), Is.EqualTo(("run/b c.mp4", 6, new Rational(5, 1), 64, FrameCountSource.Index)));
    }

    [Test]
    public async Task Unchanged_clips_are_not_read_again()
    {
        await StampAsync();
        var before = await File.ReadAllTextAsync(Lock);
        await StampAgainAsync();

        Assert.That((Codes(), work), Is.EqualTo((Array.Empty<string>(), "Clips: 3 files, 0 read, 0 decoded.")));
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

        Assert.That((Codes(), work), Is.EqualTo((new[] { "DS0207" }, read)));
        Assert.That(reported[0].Message, Does.Contain(now).And.Contain("before: 3 videos, 18 frames, 2.4 s"));
    }

    [TestCase("add", "(added: run/new.mp4)")]
    [TestCase("remove", "(removed: run/a.mp4)")]
    [TestCase("rename", "(added: run/renamed.mp4, removed: run/a.mp4)")]
    [TestCase("change", "(changed: run/a.mp4)")]
    [TestCase("damage", "(damaged: run/a.mp4)")]
    public async Task In_locked_mode_drift_names_the_files_and_changes_nothing(string change, string names)
    {
        await StampAsync();
        var before = await File.ReadAllTextAsync(Lock);
        Change(change);

        var error = Assert.ThrowsAsync<DiagnosticException>(() => StampAsync(isLocked: true))!.Diagnostics.Single();

        Assert.That((error.Code, error.File, error.Line > 1), Is.EqualTo(("DS0204", Lock, true)));
        Assert.That(error.Message, Does.Contain(names));
        Assert.That(await File.ReadAllTextAsync(Lock), Is.EqualTo(before));
    }

    [Test]
    public async Task Drift_names_five_files_and_counts_the_others()
    {
        await StampAsync();
        Enumerable.Range(0, 7).ToList().ForEach(i => WriteClip(FormattableString.Invariant($"x/{i}.mp4")));

        var error = Assert.ThrowsAsync<DiagnosticException>(() => StampAsync(isLocked: true))!.Diagnostics.Single();

        Assert.That(error.Message, Does.Contain("(added: x/0.mp4, added: x/1.mp4, added: x/2.mp4, added: x/3.mp4, added: x/4.mp4 and 2 more)"));
    }

    [Test]
    public async Task Bad_files_that_are_changed_mended_or_removed_are_named_too()
    {
        Write("clips/run/bad.mp4", 1, 2, 3);
        Write("clips/run/worse.mp4", 1, 2, 3, 4);
        var skip = Clips() with { OnBadFile = BadFilePolicy.Skip };
        await StampAsync(skip);
        WriteClip("run/bad.mp4");
        File.Delete(At("clips/run/worse.mp4"));

        var error = Assert.ThrowsAsync<DiagnosticException>(() => StampAsync(skip, isLocked: true))!.Diagnostics.Single();

        Assert.That(error.Message, Does.Contain("(removed: run/worse.mp4, changed: run/bad.mp4)"));
    }

    [Test]
    public async Task What_only_differs_within_bad_files_is_told_without_names()
    {
        Write("clips/run/bad.mp4", 1, 2, 3);
        var skip = Clips() with { OnBadFile = BadFilePolicy.Skip };
        await StampAsync(skip);
        Write("clips/run/bad.mp4", 1, 2, 4);

        var error = Assert.ThrowsAsync<DiagnosticException>(() => StampAsync(skip, isLocked: true))!.Diagnostics.Single();

        Assert.That(error.Message, Does.Contain("other contents or names. If"));
    }

    [Test]
    public async Task Locked_data_that_is_as_it_was_is_verified_by_its_bytes()
    {
        await StampAsync();
        await StampAgainAsync(isLocked: true);

        Assert.That((Codes(), work), Is.EqualTo((Array.Empty<string>(), "Clips: 3 files, 3 read, 0 decoded.")));
    }

    [Test]
    public async Task Absent_data_is_served_from_the_lock()
    {
        await StampAsync();
        Directory.Delete(At("clips"), recursive: true);
        var code = await File.ReadAllTextAsync(At("code.cs"));
        await StampAgainAsync(isLocked: true);

        Assert.That(Codes(), Is.EqualTo(["DS0208"]));
        Assert.That(await File.ReadAllTextAsync(At("code.cs")), Is.EqualTo(code));
    }

    [Test]
    public async Task Another_definition_is_measured_anew_refused_when_locked_and_needs_data()
    {
        await StampAsync();
        var full = Clips() with { Identity = VideoIdentity.Full };

        Assert.That(Assert.ThrowsAsync<DiagnosticException>(() => StampAsync(full, isLocked: true))!.Diagnostics.Single().Code, Is.EqualTo("DS0205"));
        reported.Clear();
        await StampAsync(full);
        Assert.That((Codes(), work), Is.EqualTo((new[] { "DS0207" }, "Clips: 3 files, 3 read, 0 decoded.")));
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

        reported.Clear();
        await StampAsync(Clips() with { OnBadFile = BadFilePolicy.Skip });
        Assert.That(Codes(), Is.EqualTo(["DS0102", "DS0102", "DS0207"]));
        Assert.That(work, Is.EqualTo("Clips: 5 files, 2 read, 0 decoded."), "the others were read before the error");
        Assert.That((Locked().Videos.Length, Locked().BadFiles.Length, Locked().Files), Is.EqualTo((3, 2, 5)));
    }

    [Test]
    public async Task Clips_of_fewer_frames_than_segments_are_named_also_from_the_lock()
    {
        await StampAsync(Clips() with { Segments = 6 });
        Assert.That(Codes(), Is.EqualTo(["DS0207"]));

        reported.Clear();
        await StampAsync(Clips() with { Segments = 7 });
        Assert.That(Codes(), Is.EqualTo(["DS0108"]));
        Assert.That(reported[0].Message, Does.Contain("3 videos").And.Contain("run/a.mp4").And.Contain("run/b c.mp4"));

        Directory.Delete(At("clips"), recursive: true);
        await StampAgainAsync(Clips() with { Segments = 7 });
        Assert.That(Codes(), Is.EquivalentTo(["DS0108", "DS0208"]));
    }

    [Test]
    public async Task What_contradicts_itself_is_told_from_the_lock_too()
    {
        await StampAsync();
        var text = await File.ReadAllTextAsync(Lock);
        const string Problem = "{\"path\": \"run/a.mp4\", \"problem\": \"7 frames can be decoded, its tables name 6\"}";
        await File.WriteAllTextAsync(Lock, text.Replace("\"problems\": [", "\"problems\": [" + Problem, StringComparison.Ordinal));
        Directory.Delete(At("clips"), recursive: true);
        await StampAgainAsync();

        Assert.That(reported.Select(diagnostic => diagnostic.Code), Is.EqualTo(["DS0208", "DS0107"]));
        Assert.That((reported[1].File, reported[1].Message), Is.EqualTo((At("clips/run/a.mp4"), reported[1].Message)));
        Assert.That(reported[1].Message, Does.Contain("7 frames can be decoded"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_row_that_was_edited_is_not_believed_where_the_data_is(bool isLocked)
    {
        await StampAsync();
        var text = await File.ReadAllTextAsync(Lock);
        await File.WriteAllTextAsync(Lock, text.Replace(" 6 Index 6 run/a.mp4", " 5 Index 6 run/a.mp4", StringComparison.Ordinal));
        Assert.That(await File.ReadAllTextAsync(Lock), Is.Not.EqualTo(text));

        if (isLocked)
        {
            var error = Assert.ThrowsAsync<DiagnosticException>(() => StampAgainAsync(isLocked: true))!.Diagnostics.Single();
            Assert.That(error.Code, Is.EqualTo("DS0204"));
            Assert.That(error.Message, Does.Contain("the same files, of which the lock says something else (changed: run/a.mp4)"));
            return;
        }

        await StampAgainAsync();
        Assert.That(await File.ReadAllTextAsync(Lock), Is.EqualTo(text));
        Assert.That(Codes(), Does.Contain("DS0207"));
    }

    [TestCase("")]
    [TestCase("datastamp videos 1 0\n")]
    [TestCase("{0}\n")]
    [TestCase("{0}\nx\n")]
    [TestCase("{0}\n 1\n")]
    [TestCase("{0}\n12 a b c\n")]
    public async Task A_damaged_record_is_as_good_as_none(string text)
    {
        await StampAsync();
        var record = Directory.GetFiles(At("cache/datasets"), "*.txt").Single();
        var lines = await File.ReadAllLinesAsync(record);
        await File.WriteAllTextAsync(record, string.Format(System.Globalization.CultureInfo.InvariantCulture, text, lines[0]));
        await StampAgainAsync();
        Assert.That((Codes(), work), Is.EqualTo((Array.Empty<string>(), "Clips: 3 files, 3 read, 0 decoded.")));

        await StampAgainAsync();
        Assert.That(work, Is.EqualTo("Clips: 3 files, 0 read, 0 decoded."), "it was written again");
    }

    [Test]
    public async Task A_clip_with_another_time_or_length_is_probed_again()
    {
        await StampAsync();
        File.SetLastWriteTimeUtc(At("clips/run/a.mp4"), DateTime.UtcNow.AddMinutes(-1));
        await StampAgainAsync();
        Assert.That((Codes(), work), Is.EqualTo((Array.Empty<string>(), "Clips: 3 files, 1 read, 0 decoded.")));

        var time = File.GetLastWriteTimeUtc(At("clips/run/a.mp4"));
        File.AppendAllText(At("clips/run/a.mp4"), "\0\0\0\x08free");
        File.SetLastWriteTimeUtc(At("clips/run/a.mp4"), time);
        await StampAgainAsync();
        Assert.That((Codes(), work), Is.EqualTo((new[] { "DS0207" }, "Clips: 3 files, 1 read, 0 decoded.")));
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
        Assert.That((Codes(), work), Is.EqualTo((Array.Empty<string>(), "Clips: 5 files, 1 read, 0 decoded.")), "a name of two lines is in no record");
    }

    [TestCase("\"columns\": \"bytes ", "\"columns\": \"byte ")]
    [TestCase("mp4 h264", "mp4")]
    [TestCase("run/a.mp4", "run/c.mp4")]
    [TestCase("run/b c.mp4", "run/a.mp4")]
    [TestCase(" 6 Index", " 0 Index")]
    [TestCase("\"problems\": [", "\"problems\": [{},")]
    [TestCase("\"rows\": [", "\"rows\": [1,")]
    [TestCase("\"files\": 3", "\"files\": 3000000000")]
    public async Task An_entry_that_is_not_as_it_must_be_is_refused_at_its_line(string before, string after)
    {
        await StampAsync();
        var text = await File.ReadAllTextAsync(Lock);
        Assert.That(text, Does.Contain(before));
        await File.WriteAllTextAsync(Lock, text.Replace(before, after, StringComparison.Ordinal));

        var error = Assert.ThrowsAsync<DiagnosticException>(() => StampAsync())!.Diagnostics.Single();

        Assert.That((error.Code, error.File, error.Line > 2), Is.EqualTo(("DS0201", Lock, true)), error.Message);
    }

    private void Change(string change)
    {
        switch (change)
        {
            case "add":
                WriteClip("run/new.mp4");
                break;
            case "remove":
                File.Delete(At("clips/run/a.mp4"));
                break;
            case "rename":
                File.Move(At("clips/run/a.mp4"), At("clips/run/renamed.mp4"));
                break;
            case "change":
                WriteClip("run/a.mp4", ticks: 11);
                break;
            default:
                Write("clips/run/a.mp4", 1, 2, 3);
                break;
        }
    }

    /// <summary>Six frames, each of so many hundredths of a second.</summary>
    private void WriteClip(string key, uint ticks = 10) =>
        Write("clips/" + key, new TinyMp4 { Stts = Boxes.Table("stts", 2, 6, ticks) }.Bytes);

    private VideoDataset Clips() => new() { Name = "Clips", Root = At("clips"), Include = "clips" };

    private VideoResult Locked() => LockFile.Read(Lock).Video("Clips")!;

    private string[] Codes() => [.. reported.Select(diagnostic => diagnostic.Code)];

    private Task<StampOutcome> StampAgainAsync(VideoDataset? dataset = null, bool isLocked = false)
    {
        reported.Clear();
        return StampAsync(dataset, isLocked);
    }

    private Task<StampOutcome> StampAsync(VideoDataset? dataset = null, bool isLocked = false)
    {
        var plan = new StampPlan
        {
            Images = [],
            Videos = [dataset ?? Clips()],
            LockFile = Lock,
            CodeFile = At("code.cs"),
            Code = new CodeOptions(CodeLanguage.CSharp, "App"),
            CacheFolder = At("cache"),
            IsLocked = isLocked,
        };
        return Stamper.StampAsync(plan, MeasureOptions.Default, Collect, CancellationToken.None);
    }

    private void Collect(Diagnostic diagnostic)
    {
        if (diagnostic.Severity == Severity.Detail)
        {
            work = diagnostic.Message;
        }
        else
        {
            reported.Add(diagnostic);
        }
    }
}
