using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using CliWrap;
using CliWrap.Buffered;

namespace Datastamp.MSBuild.Tests;

/// <summary>A project whose data takes a worker long, so that a test can meet it at work. Workers are found by the folder that they run in.</summary>
public abstract partial class SlowBuild : NestedBuild
{
    protected const int Interrupt = 2;
    protected const int Kill = 9;
    protected const int Stop = 19;

    /// <summary>What is known by its contents would not be slow.</summary>
    protected override bool IsRemembered => false;

    /// <summary>48 MB of samples, under many names.</summary>
    protected void SlowImages(int count)
    {
        Directory.CreateDirectory(At("data"));
        using (var file = File.Create(At("../large.ppm")))
        {
            file.Write("P6 4000 4000 255\n"u8);
            var row = new byte[3 * 4000];
            for (var y = 0; y < 4000; y++)
            {
                Array.Fill(row, (byte)y);
                file.Write(row);
            }
        }

        for (var i = 0; i < count; i++)
        {
            File.CreateSymbolicLink(At(string.Create(CultureInfo.InvariantCulture, $"data/{i}.ppm")), At("../large.ppm"));
        }
    }

    protected CommandTask<BufferedCommandResult> StartStamping(params string[] arguments) =>
        Start(["build", "--no-restore", "-nodeReuse:false", "-t:DatastampStamp", .. arguments]);

    /// <summary>Waits for a worker of this project that measures.</summary>
    protected async Task<int> WorkerAsync(string folder = "obj/Debug/net10.0", int except = 0)
    {
        for (var wait = Stopwatch.StartNew(); wait.Elapsed < TimeSpan.FromSeconds(60);)
        {
            if (Workers(folder).Where(id => id != except).ToArray() is [var id] && HasThreadsAtWork(id))
            {
                return id;
            }

            await Task.Delay(20);
        }

        throw new InvalidOperationException("No worker was seen.");
    }

    protected static async Task<TimeSpan> EndAsync(int process)
    {
        var time = Stopwatch.StartNew();
        while (IsAlive(process) && time.Elapsed < TimeSpan.FromSeconds(60))
        {
            await Task.Delay(5);
        }

        return time.Elapsed;
    }

    protected static void Signal(int process, int signal) => Assert.That(SendSignal(process, signal), Is.Zero);

    protected IEnumerable<int> Workers(string folder) => Directory.GetDirectories("/proc")
        .Select(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id > 0 && IsAlive(id) && string.Equals(Target($"/proc/{id}/cwd"), At(folder), StringComparison.Ordinal));

    /// <summary>Files that a run could have left behind, but for its log.</summary>
    protected string[] Leftovers() => [.. Directory.GetFiles(Path.GetDirectoryName(Root)!, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Root, path))
        .Where(path => path.Contains("datastamp.lock", StringComparison.Ordinal) || path.Contains("Datasets.g", StringComparison.Ordinal) || path.Contains("cache/datastamp", StringComparison.Ordinal))
        .Where(path => !path.EndsWith(".log", StringComparison.Ordinal) && !path.EndsWith(".guard", StringComparison.Ordinal))];

    private static bool HasThreadsAtWork(int process)
    {
        try
        {
            return Directory.GetFileSystemEntries($"/proc/{process}/fd").Any(file => Target(file) is { } path && path.EndsWith("large.ppm", StringComparison.Ordinal));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsAlive(int process)
    {
        try
        {
            // Behind the name in parentheses: the state, Z where only an entry in the table is left.
            return File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].TrimStart() is [not 'Z', ..];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string? Target(string link)
    {
        try
        {
            return new FileInfo(link).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int SendSignal(int process, int signal);
}
