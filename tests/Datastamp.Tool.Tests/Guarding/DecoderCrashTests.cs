using Datastamp.Tests;

namespace Datastamp.Tool.Tests.Guarding;

/// <summary>What a crash of a decoder costs.</summary>
[Platform("Linux")]
public class DecoderCrashTests : GuardedRuns
{
    [TestCase("SEGV", 139, "crashes the decoder (SIGSEGV)")]
    [TestCase("ABRT", 134, "crashes the decoder (SIGABRT)")]
    public async Task A_file_that_crashes_the_decoder_is_a_bad_file_of_the_next_run(string signal, int exitCode, string reason)
    {
        using var first = Start();
        await KillAsync(first.Id, signal, InHand("slow.png"));
        await first.WaitForExitAsync();
        Assert.That(first.ExitCode, Is.EqualTo(exitCode));

        using var second = Start("--on-bad-file", "skip");
        await KillTrialAsync(signal);
        var bad = await EndAsync(second);
        using var third = Start();

        Assert.That(bad["badFiles"]!.Select(file => $"{file["path"]}: {file["reason"]}"), Is.EqualTo([$"slow.png: {reason}"]));
        Assert.That((int)bad["images"]!, Is.EqualTo(2));
        Assert.That(await third.StandardError.ReadToEndAsync(), Does.Contain($"slow.png: error DS0101: Images: not a whole, valid image: {reason}."));
        await third.WaitForExitAsync();
        Assert.That(third.ExitCode, Is.EqualTo(1));
        Assert.That(Directory.GetFiles(Notes, "*.inhand"), Is.Empty);

        // The verdict is no more than something that is remembered.
        await RunAsync("cache", "clear", Path.Combine(Cache, "datastamp"));
        using var fourth = Start();
        Assert.That((int)(await EndAsync(fourth))["images"]!, Is.EqualTo(3));
    }

    [Test]
    public async Task A_video_that_crashes_the_decoder_is_a_bad_file_of_the_next_run()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "videos"));
        File.Copy(Path.Combine(Repository.Root, "tests/Samples/Quickstart/data/clips/slide/right.mp4"), Path.Combine(Folder, "videos/right.mp4"));
        WriteVideo(Path.Combine(Folder, "videos/slow.avi"));
        using (var first = StartVideos())
        {
            await KillAsync(first.Id, "SEGV", InHand("slow.avi"));
            await first.WaitForExitAsync();
            Assert.That(first.ExitCode, Is.EqualTo(139));
        }

        using var second = StartVideos("--on-bad-file", "skip");
        await KillTrialAsync("SEGV");
        var bad = await EndAsync(second);
        using var third = StartVideos("--on-bad-file", "skip");

        Assert.That(bad["badFiles"]!.Select(file => $"{file["path"]}: {file["reason"]}"), Is.EqualTo(["slow.avi: crashes the decoder (SIGSEGV)"]));
        Assert.That(bad["videos"]!.Select(video => (int)video["frameCount"]!), Is.EqualTo([32]));
        Assert.That((await EndAsync(third)).ToString(), Is.EqualTo(bad.ToString()));

        // Healthy after all, once the verdict is forgotten.
        await RunAsync("cache", "clear", Path.Combine(Cache, "datastamp"));
        using var fourth = StartVideos();
        Assert.That((await EndAsync(fourth))["videos"]!.Select(video => (int)video["frameCount"]!), Is.EqualTo([32, 24]));
    }

    [Test]
    public async Task A_suspect_that_comes_through_is_measured_as_any_other()
    {
        using var whole = Start("--histogram");
        var expected = (await EndAsync(whole)).ToString();
        Directory.Delete(Cache, recursive: true);
        await KillFirstAsync("KILL", "--histogram");
        Assert.That(Directory.GetFiles(Notes, "*.inhand"), Has.Length.EqualTo(1));

        using var second = Start("--histogram");
        var trial = await TrialAsync();

        Assert.That((await EndAsync(second)).ToString(), Is.EqualTo(expected));
        Assert.That(trial, Is.Positive);
        Assert.That(Directory.GetFiles(Notes, "*.inhand"), Is.Empty);
    }

    [Test]
    public async Task A_trial_that_is_killed_from_outside_is_begun_again()
    {
        await KillFirstAsync("KILL");

        using var second = Start();
        await KillTrialAsync("KILL");

        Assert.That((int)(await EndAsync(second))["images"]!, Is.EqualTo(3));
    }

    [Test]
    public async Task A_changed_file_is_no_suspect()
    {
        await KillFirstAsync("KILL");
        await File.WriteAllBytesAsync(Path.Combine(Images, "slow.png"), Png(4, 2));

        using var second = Start();

        Assert.That((int)(await EndAsync(second))["images"]!, Is.EqualTo(3));
        Assert.That(Directory.GetFiles(Notes, "*.inhand"), Is.Empty);
    }

    [Test]
    public async Task A_file_that_takes_too_long_ends_the_run_and_is_a_bad_file_of_the_next()
    {
        using var first = Start([("DATASTAMP_FILE_TIMEOUT", "1")]);
        var told = await first.StandardError.ReadToEndAsync();
        await first.WaitForExitAsync();
        using var second = Start([("DATASTAMP_FILE_TIMEOUT", "1")], "--on-bad-file", "skip");

        var json = await EndAsync(second);

        Assert.That(told, Does.Contain("error DS0133: 'slow.png' took longer than 1 s"));
        Assert.That(first.ExitCode, Is.EqualTo(1));
        Assert.That(json["badFiles"]!.Select(file => $"{file["path"]}: {file["reason"]}"), Is.EqualTo(["slow.png: takes longer than 1 s"]));
    }

    [Test]
    public async Task Whatever_moment_healthy_runs_are_killed_at_no_file_is_bad_and_no_number_changes()
    {
        using var whole = Start();
        var expected = (await EndAsync(whole)).ToString();
        var random = new Random(2026);
        for (var i = 0; i < 8; i++)
        {
            if (i % 4 == 0)
            {
                Directory.Delete(Cache, recursive: true);
            }

            using var killed = Start();
            await Task.Delay(random.Next(200, 1500));
            killed.Kill(entireProcessTree: true);
            await killed.WaitForExitAsync();
        }

        using var last = Start();
        Assert.That((await EndAsync(last)).ToString(), Is.EqualTo(expected));
    }
}
