using System.Diagnostics;
using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tool.Tests.Guarding;

/// <summary>How far what was found of a suspect holds: for which limits, and for which definitions.</summary>
[Platform("Linux")]
public class VerdictTests : GuardedRuns
{
    private const string Limit = "DATASTAMP_FILE_TIMEOUT";
    private const int MostAttempts = 10;

    [Test]
    public async Task What_took_too_long_is_tried_again_only_under_another_limit()
    {
        using (var first = Start([(Limit, "1")]))
        {
            await first.WaitForExitAsync();
        }

        using var second = Start([(Limit, "1")], "--on-bad-file", "skip");
        Assert.That(Bad(await EndAsync(second)), Is.EqualTo(["slow.png: takes longer than 1 s"]));

        using var known = Start([(Limit, "1")], "--on-bad-file", "skip");
        Assert.That(await TriesAsync(known), Is.False);
        Assert.That(Bad(await EndAsync(known)), Is.EqualTo(["slow.png: takes longer than 1 s"]));

        using var patient = Start([(Limit, "100")]);
        Assert.That((int)(await EndAsync(patient))["images"]!, Is.EqualTo(3));
    }

    [Test]
    public async Task What_crashed_under_one_definition_is_no_suspect_of_another()
    {
        await KillFirstAsync("SEGV", "--resize", "8");

        // Another one measures the file itself, and leaves the suspicion to the one that it is of.
        using var other = Start();
        Assert.That(await TriesAsync(other), Is.False);
        Assert.That((int)(await EndAsync(other))["images"]!, Is.EqualTo(3));

        using var second = Start("--resize", "8", "--on-bad-file", "skip");
        await KillTrialAsync("SEGV");
        Assert.That(Bad(await EndAsync(second)), Is.EqualTo(["slow.png: crashes the decoder (SIGSEGV)"]));
    }

    [Test]
    public async Task A_trial_that_ends_before_it_begins_says_nothing_of_the_file()
    {
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            await KillFirstAsync("KILL");
            using var second = Start();
            var trial = ChildOf(second);
            await SignalAsync(trial, "STOP");
            var isEarly = !(await File.ReadAllTextAsync($"/proc/{trial}/maps")).Contains("libcoreclr", StringComparison.Ordinal);
            if (isEarly)
            {
                // Nobody handles it yet.
                await SignalAsync(trial, "SEGV");
            }

            await SignalAsync(trial, "CONT");
            Assert.That((int)(await EndAsync(second))["images"]!, Is.EqualTo(3));
            if (isEarly)
            {
                return;
            }

            Directory.Delete(Cache, recursive: true);
        }

        Assert.Fail("No trial was met before it began.");
    }

    [Test]
    public async Task Time_in_which_a_process_is_stopped_is_not_the_file_s()
    {
        using var run = Start([(Limit, "10")]);
        await UntilAsync(InHand("slow.png"));
        await SignalAsync(run.Id, "STOP");
        await Task.Delay(TimeSpan.FromSeconds(12));
        await SignalAsync(run.Id, "CONT");

        Assert.That((int)(await EndAsync(run))["images"]!, Is.EqualTo(3));
    }

    private static IEnumerable<string> Bad(JObject json) => json["badFiles"]!.Select(file => $"{file["path"]}: {file["reason"]}");

    /// <summary>Waits for the process that tries a suspect, without a pause: it begins within a tenth of a second.</summary>
    private static int ChildOf(Process run)
    {
        for (var wait = Stopwatch.StartNew(); wait.Elapsed < TimeSpan.FromSeconds(60);)
        {
            try
            {
                foreach (var child in Directory.GetDirectories($"/proc/{run.Id}/task").SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries)))
                {
                    if (File.ReadAllText($"/proc/{child}/cmdline").EndsWith("\0try\0", StringComparison.Ordinal))
                    {
                        return int.Parse(child, CultureInfo.InvariantCulture);
                    }
                }
            }
            catch (IOException)
            {
                // A thread, or a child, ended meanwhile.
            }
        }

        throw new TimeoutException("No suspect was tried.");
    }

    /// <summary>Whether a run tries a suspect before it ends.</summary>
    private async Task<bool> TriesAsync(Process run)
    {
        while (!run.HasExited)
        {
            if (Trial() > 0)
            {
                return true;
            }

            await Task.Delay(5);
        }

        return false;
    }
}
