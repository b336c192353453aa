using System.Diagnostics;
using System.Runtime.InteropServices;
using Datastamp.MSBuild.Protocol;
using Datastamp.Tests;
using Datastamp.Tool.Guarding;

namespace Datastamp.Tool.Tests.Guarding;

/// <summary>What a process that decodes may take, and what it does not get from the one that started it.</summary>
[Platform("Linux")]
public class LimitTests
{
    private string folder = string.Empty;

    [SetUp]
    public void Make() => folder = Directory.CreateTempSubdirectory("datastamp-limits-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(folder, recursive: true);

    [TestCase(139, "", "crashes the decoder (SIGSEGV)")]
    [TestCase(135, "", "crashes the decoder (SIGBUS)")]
    [TestCase(132, "", "crashes the decoder (SIGILL)")]
    [TestCase(136, "", "crashes the decoder (SIGFPE)")]
    [TestCase(134, "double free or corruption (out)", "crashes the decoder (SIGABRT)")]
    [TestCase(124, "", "takes longer than 300 s")]
    [TestCase(143, "", null)]
    [TestCase(130, "", null)]
    [TestCase(1, "System.IO.IOException", null)]
    [TestCase(150, "You must install or update .NET to run this application.", null)]
    public void An_end_is_a_verdict_only_where_the_file_is_to_blame(int exitCode, string errors, string? verdict) =>
        Assert.That(TrialProcess.VerdictOf(exitCode, errors), Is.EqualTo(verdict));

    [TestCase(0xC0000005, "WINDOWS", "STATUS_ACCESS_VIOLATION")]
    [TestCase(0xC0000374, "WINDOWS", "STATUS_HEAP_CORRUPTION")]
    [TestCase(0xC0000409, "WINDOWS", "STATUS_STACK_BUFFER_OVERRUN")]
    [TestCase(0xC000013A, "WINDOWS", null)]
    [TestCase(0xC0000135, "WINDOWS", null)]
    [TestCase(0x40010004, "WINDOWS", null)]
    [TestCase(0xFFFFFFFF, "WINDOWS", null)]
    [TestCase(138, "OSX", "SIGBUS")]
    [TestCase(140, "OSX", "SIGSYS")]
    [TestCase(139, "OSX", "SIGSEGV")]
    [TestCase(159, "OSX", null)]
    [TestCase(138, "LINUX", null)]
    [TestCase(135, "LINUX", "SIGBUS")]
    [TestCase(159, "LINUX", "SIGSYS")]
    [TestCase(11, "LINUX", null)]
    public void Each_system_s_crashes_are_known_and_what_people_end_programs_by_is_none(long exitCode, string system, string? crash) =>
        Assert.That(ProcessDeath.CrashOf((int)exitCode, OSPlatform.Create(system)), Is.EqualTo(crash));

    [TestCase(125, "")]
    [TestCase(134, "Out of memory.")]
    public void Want_of_memory_is_told_from_a_crash(int exitCode, string errors) =>
        Assert.That(TrialProcess.VerdictOf(exitCode, errors), Does.Match("^needs more than [0-9]+ [GM]iB of memory$"));

    [Test]
    public async Task A_worker_leaves_no_core_and_has_no_descriptor_of_the_process_that_started_it()
    {
        var inherited = Path.Combine(folder, "inherited");
        await File.WriteAllTextAsync(inherited, string.Empty);
        using var worker = Start($"exec 7<'{inherited}' 12>>'{inherited}'; exec dotnet exec '{Path.Combine(AppContext.BaseDirectory, "datastamp.dll")}' stamp");
        string[] open = [inherited];
        for (var wait = Stopwatch.StartNew(); open.Length > 0 && wait.Elapsed < TimeSpan.FromSeconds(30);)
        {
            await Task.Delay(50);
            open = [.. Directory.GetFiles($"/proc/{worker.Id}/fd").Select(path => new FileInfo(path).LinkTarget!).Where(path => path == inherited)];
        }

        var limits = await File.ReadAllTextAsync($"/proc/{worker.Id}/limits");
        worker.StandardInput.Close();
        await worker.WaitForExitAsync();

        Assert.That(open, Is.Empty);
        Assert.That(limits, Does.Match("Max core file size +0 +0 +bytes"));
    }

    [Test]
    public async Task Settings_of_decoders_for_other_programs_change_nothing()
    {
        Directory.CreateDirectory(Path.Combine(folder, "images"));
        foreach (var name in new[] { "rgb.jpg", "progressive.jpg", "lossless.jp2", "rgb16.png" })
        {
            File.Copy(Path.Combine(Repository.Root, "tests/Datastamp.Engine.Tests/Images", name), Path.Combine(folder, "images", name));
        }

        var clips = Path.Combine(Repository.Root, "tests/Samples/Quickstart/data/clips");
        string[] images = ["images", Path.Combine(folder, "images"), "--json", "--recompute"];
        string[] videos = ["videos", clips, "--json", "--recompute", "--frame-count", "decode"];
        (string, string)[] settings =
        [
            ("OPENCV_IO_MAX_IMAGE_PIXELS", "1"), ("OPENCV_IO_MAX_IMAGE_WIDTH", "1"), ("JPEGMEM", "1k"), ("JSIMD_FORCENONE", "1"),
            ("OPENCV_FFMPEG_CAPTURE_OPTIONS", "skip_frame;nokey"), ("OPENCV_VIDEOIO_PRIORITY_LIST", "IMAGES"), ("OPENCV_FFMPEG_READ_ATTEMPTS", "1"),
        ];

        foreach (var arguments in new[] { images, videos })
        {
            var plain = await DatastampProcess.RunInAsync([], arguments);
            var set = await DatastampProcess.RunInAsync(settings, arguments);

            Assert.That(plain.ExitCode, Is.Zero, plain.StandardError);
            Assert.That(set.StandardOutput, Is.EqualTo(plain.StandardOutput), set.StandardError);
        }
    }

    private static Process Start(string script) => Process.Start(new ProcessStartInfo("bash", ["-c", script])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        UseShellExecute = false,
    })!;
}
