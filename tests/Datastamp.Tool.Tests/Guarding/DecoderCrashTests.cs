using System.Diagnostics;
using System.Globalization;
using Datastamp.Decoding;
using Datastamp.Tests;
using Newtonsoft.Json.Linq;
using OpenCvSharp;

namespace Datastamp.Tool.Tests.Guarding;

/// <summary>
/// What a crash of a decoder costs. There is no file that is known to crash one, so the signal of a crash is sent while a file that takes
/// long is in native code: first to the run, then to the process that tries the file. Both die of it as of their own fault.
/// </summary>
[Platform("Linux")]
public class DecoderCrashTests
{
    // Seconds of work, in a few hundred kilobytes.
    private static readonly byte[] slow = Png(15_000, 2);

    private string folder = string.Empty;

    private string Images => Path.Combine(folder, "images");

    private string Cache => Path.Combine(folder, "cache");

    private string Notes => Path.Combine(Cache, "datastamp/datasets");

    [SetUp]
    public void Make()
    {
        folder = Directory.CreateTempSubdirectory("datastamp-crash-").FullName;
        Directory.CreateDirectory(Images);
        File.WriteAllBytes(Path.Combine(Images, "a.png"), Png(4, 1));
        File.WriteAllBytes(Path.Combine(Images, "slow.png"), slow);
        File.WriteAllBytes(Path.Combine(Images, "z.png"), Png(4, 3));
    }

    [TearDown]
    public void Delete() => Directory.Delete(folder, recursive: true);

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
        Directory.CreateDirectory(Path.Combine(folder, "videos"));
        File.Copy(Path.Combine(Repository.Root, "tests/Samples/Quickstart/data/clips/slide/right.mp4"), Path.Combine(folder, "videos/right.mp4"));
        WriteVideo(Path.Combine(folder, "videos/slow.avi"));
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
        using var first = Start("--histogram");
        await KillAsync(first.Id, "KILL", InHand("slow.png"));
        await first.WaitForExitAsync();
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
        using var first = Start();
        await KillAsync(first.Id, "KILL", InHand("slow.png"));
        await first.WaitForExitAsync();

        using var second = Start();
        await KillTrialAsync("KILL");

        Assert.That((int)(await EndAsync(second))["images"]!, Is.EqualTo(3));
    }

    [Test]
    public async Task A_changed_file_is_no_suspect()
    {
        using var first = Start();
        await KillAsync(first.Id, "KILL", InHand("slow.png"));
        await first.WaitForExitAsync();
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

    private static async Task<JObject> EndAsync(Process process)
    {
        var output = await process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, errors);
        return JObject.Parse(output);
    }

    private static async Task RunAsync(params string[] arguments) => Assert.That((await DatastampProcess.RunAsync(arguments)).ExitCode, Is.Zero);

    /// <summary>Signals of crashes do nothing to .NET the first time that they come from outside.</summary>
    private static async Task KillAsync(int process, string signal, Func<bool> when)
    {
        await UntilAsync(when);
        for (var i = 0; i < 100 && Directory.Exists($"/proc/{process}/fd"); i++)
        {
            using var kill = Process.Start("kill", ["-" + signal, process.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
            await Task.Delay(20);
        }
    }

    private static async Task UntilAsync(Func<bool> when)
    {
        for (var wait = Stopwatch.StartNew(); !when();)
        {
            Assert.That(wait.Elapsed, Is.LessThan(TimeSpan.FromSeconds(60)));
            await Task.Delay(5);
        }
    }

    /// <summary>Waits for the process that tries a suspect, until it holds much of an image.</summary>
    private async Task<int> TrialAsync()
    {
        var id = 0;
        await UntilAsync(() => (id = Trial()) > 0);
        return id;
    }

    private async Task KillTrialAsync(string signal) => await KillAsync(await TrialAsync(), signal, () => true);

    private int Trial()
    {
        foreach (var path in Directory.GetDirectories("/proc"))
        {
            try
            {
                if (int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var id)
                    && File.ReadAllText(Path.Combine(path, "cmdline")).EndsWith("datastamp.dll\0try\0", StringComparison.Ordinal)
                    && File.ReadAllText(Path.Combine(path, "environ")).Contains($"XDG_CACHE_HOME={Cache}\0", StringComparison.Ordinal)
                    && File.ReadAllText(Path.Combine(path, "maps")).Contains("OpenCvSharpExtern", StringComparison.Ordinal))
                {
                    return id;
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It ended.
            }
        }

        return 0;
    }

    private Func<bool> InHand(string key) => () =>
        Directory.Exists(Notes) && Array.Exists(Directory.GetFiles(Notes, "*.inhand"), note => ReadShared(note).Contains(key, StringComparison.Ordinal));

    /// <summary>As another program may: the lock is for those that ask for it.</summary>
    private static string ReadShared(string path)
    {
        using var process = Process.Start(new ProcessStartInfo("cat", [path]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        return process.StandardOutput.ReadToEnd();
    }

    private Process Start(params string[] arguments) => Start([], arguments);

    private Process StartVideos(params string[] arguments) => StartCommand([], ["videos", Path.Combine(folder, "videos"), "--frame-count", "decode", .. arguments]);

    private Process Start((string Name, string Value)[] variables, params string[] arguments) => StartCommand(variables, ["images", Images, .. arguments]);

    private Process StartCommand((string Name, string Value)[] variables, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "datastamp.dll"), .. arguments, "--json", "--jobs", "1"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["XDG_CACHE_HOME"] = Cache;
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Seconds of work: 24 large frames.</summary>
    private static void WriteVideo(string path)
    {
        using var image = new Mat(4000, 4000, MatType.CV_8UC3);
        Cv2.Randu(image, new Scalar(0, 0, 0), new Scalar(64, 64, 64));
        using var video = new VideoWriter(path, VideoCaptureAPIs.OPENCV_MJPEG, VideoWriter.FourCC('M', 'J', 'P', 'G'), 25, new Size(4000, 4000));
        for (var frame = 0; frame < 24; frame++)
        {
            video.Write(image);
        }
    }

    private static byte[] Png(int side, int seed)
    {
        _ = ImageDecoder.Identity;
        using var image = new Mat(side, side, MatType.CV_8UC3, new Scalar(seed, 200, 255 - seed));
        Cv2.ImEncode(".png", image, out var png);
        return png;
    }
}
