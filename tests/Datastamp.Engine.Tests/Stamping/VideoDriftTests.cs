using Datastamp.Definitions;
using Datastamp.Diagnostics;

namespace Datastamp.Tests.Stamping;

/// <summary>Clips that are no longer what the lock says, and locks that say something else of them.</summary>
public class VideoDriftTests : StampedClips
{
    [TestCase("add", "(added: run/new.mp4)")]
    [TestCase("remove", "(removed: run/a.mp4)")]
    [TestCase("rename", "(renamed: run/renamed.mp4)")]
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

        Assert.That(error.Message, Does.Contain("(changed: run/bad.mp4, removed: run/worse.mp4)"));
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

        Assert.That((Codes(), Work), Is.EqualTo((Array.Empty<string>(), "Clips: 3 files, 3 read, 0 decoded.")));
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

    [TestCase("\"columns\": \"bytes ", "\"columns\": \"byte ")]
    [TestCase("mp4 h264", "mp4")]
    [TestCase("run/a.mp4", "run/c.mp4")]
    [TestCase("run/a.mp4", "../a.mp4")]
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
}
