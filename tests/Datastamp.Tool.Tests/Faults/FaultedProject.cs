using System.Diagnostics;
using System.Runtime.Versioning;
using Datastamp.Decoding;
using Datastamp.MSBuild.Protocol;
using Datastamp.Tests;
using OpenCvSharp;

namespace Datastamp.Tool.Tests.Faults;

/// <summary>A project whose outputs are older than its data, the commands that bring them in line, and what comes of each without a fault.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class FaultedProject : IDisposable
{
    /// <summary>The commands that write, by a name of their own.</summary>
    public static readonly string[] Commands = ["stamp", "update", "part", "export"];

    private static readonly TimeSpan patience = TimeSpan.FromMinutes(3);

    private readonly Dictionary<string, Dictionary<string, byte[]>> before = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, byte[]>> after = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> images = new(StringComparer.Ordinal);
    private Dictionary<string, byte[]>? taken;

    private readonly FaultedBuild build;
    private readonly FaultJudge judge;

    private FaultedProject()
    {
        Root = Directory.CreateTempSubdirectory("datastamp-fault-").FullName;
        (build, judge) = (new(this), new(before, after));
    }

    public string Root { get; }

    /// <summary>The command that is run just now.</summary>
    public string Command { get; set; } = "stamp";

    /// <summary>Whatever is written but the cache.</summary>
    public string Out => At("out");

    public string Cache => At("xdg/datastamp");

    public string Images => At("images");

    public string LockFile => At("out/datastamp.lock.json");

    public string At(string path) => Path.Combine(Root, path);

    public static async Task<FaultedProject> MakeAsync()
    {
        var project = new FaultedProject();
        await project.MakeStatesAsync();
        return project;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    /// <summary>Brings everything to where it was before a command. The cache is empty, of the old files, or of all.</summary>
    public void Reset(string command, int cache)
    {
        Directory.CreateDirectory(Out);
        Outputs.Empty(Out);
        Outputs.Write(Out, before[command]);
        WriteImages();
        if (Directory.Exists(At("xdg")))
        {
            Directory.Delete(At("xdg"), recursive: true);
        }

        if (cache > 0)
        {
            Outputs.Copy(At($"cache{cache}"), At("xdg"));
        }
    }

    /// <summary>Puts the old files of a command back into the folder of outputs, which may be another file system by now.</summary>
    public void RestoreOutputs(string command) => Outputs.Write(Out, before[command]);

    /// <summary>Remembers the outputs of a file system that is about to go.</summary>
    public void TakeOutputs() => taken = Outputs.Read(Out);

    /// <summary>Makes the images what they are to be; what is right already is not touched.</summary>
    public void WriteImages()
    {
        foreach (var extra in Directory.GetFiles(Images).Where(file => !images.ContainsKey(Path.GetFileName(file))))
        {
            File.Delete(extra);
        }

        foreach (var (name, bytes) in images)
        {
            var path = Path.Combine(Images, name);
            if (new FileInfo(path) is not { Exists: true, LinkTarget: null } || !File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
            {
                File.Delete(path);
                File.WriteAllBytes(path, bytes);
                File.SetLastWriteTimeUtc(path, new DateTime(2020, 1, 1, 0, 0, 0, 1, DateTimeKind.Utc));
            }
        }
    }

    /// <summary>Starts a command.</summary>
    /// <param name="command">Its name.</param>
    /// <param name="wrapper">A program that starts it, and its arguments.</param>
    /// <param name="variables">More of its environment.</param>
    public Process Start(string command, string[] wrapper, params (string Name, string Value)[] variables)
    {
        string[] line = [.. wrapper, "dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "datastamp.dll"), .. Arguments(command)];
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Root,
        };
        start.Environment["XDG_CACHE_HOME"] = At("xdg");
        start.Environment["DOTNET_HOST_PATH"] = At("msbuild");
        start.Environment["DOTNET_gcServer"] = "0";
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        if (command == "stamp")
        {
            try
            {
                process.StandardInput.Write($"{build.Request().ToJson()}\n{new RunRequest { StateFile = At("state"), Threads = 2, CachePath = Cache }.ToJson()}\n");
                process.StandardInput.Flush();
            }
            catch (IOException)
            {
                // It has ended already.
            }
        }

        return process;
    }

    /// <summary>Runs a command to its end.</summary>
    /// <inheritdoc cref="Start"/>
    public async Task<FaultRun> RunAsync(string command, string[] wrapper, params (string Name, string Value)[] variables)
    {
        using var process = Start(command, wrapper, variables);
        return await EndAsync(process);
    }

    public static async Task<FaultRun> EndAsync(Process process)
    {
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var late = new CancellationTokenSource(patience);
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return new(-1, "It hung.\n" + await output, await errors);
        }

        return new(process.ExitCode, await output, await errors);
    }

    /// <inheritdoc cref="FaultJudge.Check"/>
    public string? Check(string command, Fault fault, FaultRun run)
    {
        var found = taken ?? Outputs.Read(Out);
        taken = null;
        return judge.Check(command, fault, run, found);
    }

    /// <inheritdoc cref="FaultJudge.CheckNext"/>
    public string? CheckNext(string command, FaultRun run) => judge.CheckNext(command, run, Outputs.Read(Out));

    private string[] Arguments(string command) => command switch
    {
        "part" => ["images", Images, "--shard", "1/1", "--part", At("out/parts/"), "--on-bad-file", "skip", "--jobs", "2"],
        "export" => ["export", At("App.csproj"), "--format", "mlnet", "--output", At("out/export")],
        "update" => ["update", At("App.csproj")],
        _ => [command],
    };

    private async Task MakeStatesAsync()
    {
        Directory.CreateDirectory(Images);
        Directory.CreateDirectory(Out);
        File.SetUnixFileMode(Root, (UnixFileMode)0b111_101_101);
        build.WriteAnswer();
        var shapes = Directory.GetFiles(Path.Combine(Repository.Root, "tests/Samples/Quickstart/data/shapes"));
        foreach (var (i, file) in shapes.Index())
        {
            for (var copy = 0; copy < 4; copy++)
            {
                // Bytes behind the end are as good as none, and make of one file many.
                images[$"{i}{copy}{Path.GetExtension(file)}"] = [.. await File.ReadAllBytesAsync(file), .. Path.GetExtension(file) == ".png" ? [] : new byte[copy]];
            }
        }

        // One that takes 48 MB to decode, so that a lack of memory may be met there; bad files are skipped, so that it must not pass for one.
        _ = ImageDecoder.Identity;
        using (var large = new Mat(4000, 4000, MatType.CV_8UC3, new Scalar(10, 200, 90)))
        {
            Cv2.ImEncode(".png", large, out var png);
            images["large.png"] = png;
        }

        var all = images.ToArray();
        foreach (var (name, _) in all[^6..])
        {
            images.Remove(name);
        }

        WriteImages();
        await MakeAsync(Commands);
        Outputs.Copy(At("xdg"), At("cache1"));
        var old = Outputs.Read(Out);
        foreach (var (name, bytes) in all[^6..])
        {
            images[name] = bytes;
        }

        WriteImages();
        foreach (var command in Commands)
        {
            Outputs.Empty(Out);
            Outputs.Write(Out, old);
            if (command == "export")
            {
                await MakeAsync(["update"]);
            }

            before[command] = Outputs.Read(Out);
            await MakeAsync([command]);
            after[command] = Outputs.Read(Out);
            Assert.That(after[command].Any(file => !before[command].TryGetValue(file.Key, out var bytes) || !bytes.AsSpan().SequenceEqual(file.Value)), Is.True, command);
        }

        Outputs.Copy(At("xdg"), At("cache2"));
    }

    private async Task MakeAsync(string[] commands)
    {
        foreach (var command in commands)
        {
            var run = await RunAsync(command, []);
            Assert.That(run.ExitCode, Is.Zero, $"{command}: {run}");
        }
    }
}
