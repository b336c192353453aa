using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using Datastamp.Decoding;
using Datastamp.MSBuild.Protocol;
using Datastamp.Tests;
using Newtonsoft.Json.Linq;
using OpenCvSharp;

namespace Datastamp.Tool.Tests.Faults;

/// <summary>A project whose outputs are older than its data, the commands that bring them in line, and what comes of each without a fault.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed partial class FaultedProject : IDisposable
{
    /// <summary>The commands that write, by a name of their own.</summary>
    public static readonly string[] Commands = ["stamp", "update", "part", "export"];

    private const int SegmentationFault = 139;

    /// <summary>
    /// What the runtime says where it has no memory for itself, or no handle to load an assembly by. No code of ours is asked then. Or nothing: at its limit of memory for
    /// objects, .NET 10 ends by SIGSEGV now and then, also of a program that does nothing but take memory and catch that there is none.
    /// </summary>
    private static readonly string[] endsOfRuntime = ["Out of memory.", "Cannot print exception string", "Failed to create CoreCLR", "GC heap initialization failed", "Could not load file or assembly"];

    private static readonly TimeSpan patience = TimeSpan.FromMinutes(3);

    private readonly Dictionary<string, Dictionary<string, byte[]>> before = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, byte[]>> after = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> images = new(StringComparer.Ordinal);
    private Dictionary<string, byte[]>? taken;

    private FaultedProject() => Root = Directory.CreateTempSubdirectory("datastamp-fault-").FullName;

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
        Empty(Out);
        Restore(before[command]);
        WriteImages();
        if (Directory.Exists(At("xdg")))
        {
            Directory.Delete(At("xdg"), recursive: true);
        }

        if (cache > 0)
        {
            Copy(At($"cache{cache}"), At("xdg"));
        }
    }

    /// <summary>Puts the old files of a command back into the folder of outputs, which may be another file system by now.</summary>
    public void RestoreOutputs(string command) => Restore(before[command]);

    /// <summary>Remembers the outputs of a file system that is about to go.</summary>
    public void TakeOutputs() => taken = Read(Out);

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
                process.StandardInput.Write($"{Request().ToJson()}\n{new RunRequest { StateFile = At("state"), Threads = 2, CachePath = Cache }.ToJson()}\n");
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

    /// <summary>What is wrong after a run under a fault; null where nothing is.</summary>
    public string? Check(string command, Fault fault, FaultRun run)
    {
        var text = run.Output + run.Errors;
        if (fault.MayEndRuntime && run.ExitCode is not (0 or 1 or 2 or 3) && (run.ExitCode == SegmentationFault || endsOfRuntime.Any(end => text.Contains(end, StringComparison.Ordinal))))
        {
            return CheckOutputs(command, fault with { IsDeadly = true }, run);
        }

        if (!(fault.IsDeadly ? [0, 1, 2, 3, 137] : new[] { 0, 1, 2, 3 }).Contains(run.ExitCode))
        {
            return "It crashed.";
        }

        if (text.Contains("Unhandled exception", StringComparison.Ordinal) || text.Contains("   at Datastamp", StringComparison.Ordinal))
        {
            return "It shows an exception.";
        }

        // The console takes memory, too: without any, the exit code is all that there is to say.
        var isDumb = fault.MayEndRuntime && run.ExitCode == 3 && text.Length == 0;
        if (run.ExitCode is 1 or 2 or 3 && !isDumb && !Told().IsMatch(text))
        {
            return "It does not say why.";
        }

        return CheckOutputs(command, fault, run);
    }

    private string? CheckOutputs(string command, Fault fault, FaultRun run)
    {
        var found = taken ?? Read(Out);
        taken = null;
        if (!fault.IsDeadly && !fault.ForbidsDeleting && found.Keys.FirstOrDefault(file => !before[command].ContainsKey(file) && !after[command].ContainsKey(file)) is { } extra)
        {
            return $"It left {extra}.";
        }

        if (before[command].Keys.FirstOrDefault(file => !found.ContainsKey(file)) is { } gone)
        {
            return $"{gone} is gone.";
        }

        foreach (var (file, bytes) in found.Where(file => before[command].ContainsKey(file.Key) || after[command].ContainsKey(file.Key)))
        {
            var isOld = before[command].TryGetValue(file, out var old) && bytes.AsSpan().SequenceEqual(old);
            var isNew = after[command].TryGetValue(file, out var fresh) && bytes.AsSpan().SequenceEqual(fresh);
            if (!isOld && !isNew && !(fault.ChangesData && IsWhole(file, bytes)))
            {
                return $"{file} is neither old nor new.";
            }

            if (run.ExitCode == 0 && !isNew && !fault.ChangesData)
            {
                return $"It says that all is well, and {file} is old.";
            }
        }

        return null;
    }

    /// <summary>What is wrong after the next run, without a fault; null where all is as if there had been none.</summary>
    public string? CheckNext(string command, FaultRun run)
    {
        var found = Read(Out);
        return run.ExitCode != 0 ? "The next run fails."
            : !found.Keys.Order(StringComparer.Ordinal).SequenceEqual(after[command].Keys.Order(StringComparer.Ordinal), StringComparer.Ordinal) ? $"After the next run there are other files: {string.Join(' ', found.Keys)}."
            : after[command].FirstOrDefault(file => !found[file.Key].AsSpan().SequenceEqual(file.Value)).Key is { } wrong ? $"The next run writes another {wrong}."
            : null;
    }

    private static void Empty(string folder)
    {
        foreach (var entry in Directory.GetFileSystemEntries(folder))
        {
            if (Directory.Exists(entry))
            {
                Directory.Delete(entry, recursive: true);
            }
            else
            {
                File.Delete(entry);
            }
        }
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static Dictionary<string, byte[]> Read(string folder) => Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetFileName(file) != "filler")
        .ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllBytes, StringComparer.Ordinal);

    /// <summary>A lock or a part has a checksum; other files end as they are to.</summary>
    private static bool IsWhole(string file, byte[] bytes)
    {
        var text = System.Text.Encoding.UTF8.GetString(bytes);
        return file.EndsWith("lock.json", StringComparison.Ordinal) ? JToken.DeepEquals(JObject.Parse(text), JObject.Parse(SealedLock.Seal(text))) : text.EndsWith('\n');
    }

    private void Restore(Dictionary<string, byte[]> files)
    {
        foreach (var (file, bytes) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Out, file))!);
            File.WriteAllBytes(Path.Combine(Out, file), bytes);
        }
    }

    private string[] Arguments(string command) => command switch
    {
        "part" => ["images", Images, "--shard", "1/1", "--part", At("out/parts/"), "--on-bad-file", "skip", "--jobs", "2"],
        "export" => ["export", At("App.csproj"), "--format", "mlnet", "--output", At("out/export")],
        "update" => ["update", At("App.csproj")],
        _ => [command],
    };

    private StampRequest Request() => new()
    {
        Worker = Path.Combine(AppContext.BaseDirectory, "datastamp.dll"),
        Project = At("App.csproj"),
        Language = "C#",
        LockFile = LockFile,
        CodeFile = At("out/Datasets.g.cs"),
        RootNamespace = "App",
        ClassName = "Datasets",
        HasFileLists = true,
        ArtifactsPath = At("out/artifacts"),
        Artifacts = "json;torchvision",
        Images = [new DatasetRequest { Include = "images", DefinedIn = At("App.csproj"), Metadata = { ["Name"] = "Train", ["OnBadFile"] = "Skip" } }],
    };

    /// <summary>What MSBuild would say of the project: reading projects is none of what is tested here, and takes most of the time of a command.</summary>
    private void WriteAnswer()
    {
        var request = Request();
        File.WriteAllText(At("msbuild.json"), new JObject(
            new JProperty("Properties", new JObject(
                new JProperty("Language", request.Language), new JProperty("RootNamespace", "App"), new JProperty("DatastampClassName", "Datasets"), new JProperty("DatastampFileList", "true"),
                new JProperty("DatastampLockFile", request.LockFile), new JProperty("_DatastampCodeFile", request.CodeFile), new JProperty("DatastampCachePath", Cache),
                new JProperty("BaseIntermediateOutputPath", "obj/"), new JProperty("BaseOutputPath", "bin/"))),
            new JProperty("Items", new JObject(
                new JProperty("ImageDataset", new JArray(new JObject(
                    new JProperty("Identity", "images"), new JProperty("DefiningProjectFullPath", request.Project), new JProperty("Name", "Train"), new JProperty("OnBadFile", "Skip")))),
                new JProperty("VideoDataset", new JArray())))).ToString());
        File.WriteAllText(At("msbuild"), "#!/bin/sh\nexec cat \"$0.json\"\n");
        File.SetUnixFileMode(At("msbuild"), (UnixFileMode)0b111_101_101);
        File.WriteAllText(request.Project, "<Project>\n  <ItemGroup>\n    <ImageDataset Include=\"images\" Name=\"Train\" />\n  </ItemGroup>\n</Project>\n");
    }

    private async Task MakeStatesAsync()
    {
        Directory.CreateDirectory(Images);
        Directory.CreateDirectory(Out);
        File.SetUnixFileMode(Root, (UnixFileMode)0b111_101_101);
        WriteAnswer();
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
        Copy(At("xdg"), At("cache1"));
        var old = Read(Out);
        foreach (var (name, bytes) in all[^6..])
        {
            images[name] = bytes;
        }

        WriteImages();
        foreach (var command in Commands)
        {
            Empty(Out);
            Restore(old);
            if (command == "export")
            {
                await MakeAsync(["update"]);
            }

            before[command] = Read(Out);
            await MakeAsync([command]);
            after[command] = Read(Out);
            Assert.That(after[command].Any(file => !before[command].TryGetValue(file.Key, out var bytes) || !bytes.AsSpan().SequenceEqual(file.Value)), Is.True, command);
        }

        Copy(At("xdg"), At("cache2"));
    }

    private async Task MakeAsync(string[] commands)
    {
        foreach (var command in commands)
        {
            var run = await RunAsync(command, []);
            Assert.That(run.ExitCode, Is.Zero, $"{command}: {run}");
        }
    }

    /// <summary>An error for people, with the file where it is of one, or one for a build.</summary>
    [GeneratedRegex("""^(?:/\S.*|datastamp): error DS[0-9]{4}: .{20,}$|^\{"severity":"error","code":"DS[0-9]{4}",.*"message":".{20,}"\}$""", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Told();
}
