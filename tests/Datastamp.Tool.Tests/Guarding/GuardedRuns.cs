using System.Diagnostics;
using System.Globalization;
using Datastamp.Decoding;
using Newtonsoft.Json.Linq;
using OpenCvSharp;

namespace Datastamp.Tool.Tests.Guarding;

/// <summary>
/// Runs over three images, of which one takes long. There is no file that is known to crash a decoder, so the signal of a crash is sent
/// while that one is in native code: first to the run, then to the process that tries the file. Both die of it as of their own fault.
/// </summary>
public abstract class GuardedRuns
{
    // Bytes. It starts with half as much.
    private const long MemoryAtWork = 160 << 20;

    // Seconds of work, in a few hundred kilobytes.
    private static readonly byte[] slow = Png(15_000, 2);

    protected string Folder { get; private set; } = string.Empty;

    protected string Images => Path.Combine(Folder, "images");

    protected string Cache => Path.Combine(Folder, "cache");

    protected string Notes => Path.Combine(Cache, "datastamp/datasets");

    [SetUp]
    public void Make()
    {
        Folder = Directory.CreateTempSubdirectory("datastamp-crash-").FullName;
        Directory.CreateDirectory(Images);
        File.WriteAllBytes(Path.Combine(Images, "a.png"), Png(4, 1));
        File.WriteAllBytes(Path.Combine(Images, "slow.png"), slow);
        File.WriteAllBytes(Path.Combine(Images, "z.png"), Png(4, 3));
    }

    [TearDown]
    public void Delete() => Directory.Delete(Folder, recursive: true);

    protected static async Task<JObject> EndAsync(Process process)
    {
        var output = await process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, errors);
        return JObject.Parse(output);
    }

    protected static async Task RunAsync(params string[] arguments) => Assert.That((await DatastampProcess.RunAsync(arguments)).ExitCode, Is.Zero);

    /// <summary>Signals of crashes do nothing to .NET the first time that they come from outside.</summary>
    protected static async Task KillAsync(int process, string signal, Func<bool> when)
    {
        await UntilAsync(when);
        for (var i = 0; i < 100 && Directory.Exists($"/proc/{process}/fd"); i++)
        {
            await SignalAsync(process, signal);
            await Task.Delay(20);
        }
    }

    protected static async Task SignalAsync(int process, string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, process.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    protected static async Task UntilAsync(Func<bool> when)
    {
        for (var wait = Stopwatch.StartNew(); !when();)
        {
            Assert.That(wait.Elapsed, Is.LessThan(TimeSpan.FromSeconds(60)));
            await Task.Delay(5);
        }
    }

    /// <summary>Has a run die while the file is in hand that takes long.</summary>
    protected async Task KillFirstAsync(string signal, params string[] arguments)
    {
        using var first = Start(arguments);
        await KillAsync(first.Id, signal, InHand("slow.png"));
        await first.WaitForExitAsync();
    }

    /// <summary>Waits for the process that tries a suspect, until it is at work.</summary>
    protected async Task<int> TrialAsync()
    {
        var id = 0;
        await UntilAsync(() => (id = Trial()) > 0 && IsAtWork(id));
        return id;
    }

    protected async Task KillTrialAsync(string signal) => await KillAsync(await TrialAsync(), signal, () => true);

    /// <summary>The process that tries a suspect; 0 for none.</summary>
    protected int Trial()
    {
        foreach (var path in Directory.GetDirectories("/proc"))
        {
            try
            {
                if (int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var id)
                    && File.ReadAllText(Path.Combine(path, "cmdline")).EndsWith("datastamp.dll\0try\0", StringComparison.Ordinal)
                    && File.ReadAllText(Path.Combine(path, "environ")).Contains($"XDG_CACHE_HOME={Cache}\0", StringComparison.Ordinal))
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

    protected Func<bool> InHand(string key) => () =>
        Directory.Exists(Notes) && Array.Exists(Directory.GetFiles(Notes, "*.inhand"), note => ReadShared(note).Contains(key, StringComparison.Ordinal));

    protected Process Start(params string[] arguments) => Start([], arguments);

    protected Process StartVideos(params string[] arguments) => StartCommand([], ["videos", Path.Combine(Folder, "videos"), "--frame-count", "decode", .. arguments]);

    protected Process Start((string Name, string Value)[] variables, params string[] arguments) => StartCommand(variables, ["images", Images, .. arguments]);

    /// <summary>Seconds of work: 24 large frames.</summary>
    protected static void WriteVideo(string path)
    {
        using var image = new Mat(4000, 4000, MatType.CV_8UC3);
        Cv2.Randu(image, new Scalar(0, 0, 0), new Scalar(64, 64, 64));
        using var video = new VideoWriter(path, VideoCaptureAPIs.OPENCV_MJPEG, VideoWriter.FourCC('M', 'J', 'P', 'G'), 25, new Size(4000, 4000));
        for (var frame = 0; frame < 24; frame++)
        {
            video.Write(image);
        }
    }

    protected static byte[] Png(int side, int seed)
    {
        _ = ImageDecoder.Identity;
        using var image = new Mat(side, side, MatType.CV_8UC3, new Scalar(seed, 200, 255 - seed));
        Cv2.ImEncode(".png", image, out var png);
        return png;
    }

    /// <summary>As another program may: the lock is for those that ask for it.</summary>
    private static string ReadShared(string path)
    {
        using var process = Process.Start(new ProcessStartInfo("cat", [path]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        return process.StandardOutput.ReadToEnd();
    }

    /// <summary>Whether it has the file open, or more memory than it starts with.</summary>
    private bool IsAtWork(int trial)
    {
        try
        {
            return long.Parse(File.ReadAllText($"/proc/{trial}/statm").Split(' ')[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize > MemoryAtWork
                || Array.Exists(Directory.GetFiles($"/proc/{trial}/fd"), file => new FileInfo(file).LinkTarget?.StartsWith(Folder, StringComparison.Ordinal) == true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

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
}
