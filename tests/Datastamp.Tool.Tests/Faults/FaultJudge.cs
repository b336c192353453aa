using System.Runtime.Versioning;
using System.Text;
using System.Text.RegularExpressions;
using Datastamp.Tests;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tool.Tests.Faults;

/// <summary>Tells what is wrong after a run under a fault, and after the next one.</summary>
/// <param name="before">A command's outputs as they were, by its name and theirs.</param>
/// <param name="after">A command's outputs as they are without a fault.</param>
[UnsupportedOSPlatform("windows")]
internal sealed partial class FaultJudge(IReadOnlyDictionary<string, Dictionary<string, byte[]>> before, IReadOnlyDictionary<string, Dictionary<string, byte[]>> after)
{
    private const int SegmentationFault = 139;

    /// <summary>
    /// What the runtime says where it has no memory for itself, or no handle to load an assembly by. No code of ours is asked then. Or nothing: at its limit of memory for
    /// objects, .NET 10 ends by SIGSEGV now and then, also of a program that does nothing but take memory and catch that there is none.
    /// </summary>
    private static readonly string[] endsOfRuntime = ["Out of memory.", "Cannot print exception string", "Failed to create CoreCLR", "GC heap initialization failed", "Could not load file or assembly"];

    /// <summary>What is wrong after a run under a fault; null where nothing is.</summary>
    /// <param name="command">The command.</param>
    /// <param name="fault">The fault.</param>
    /// <param name="run">How it ended.</param>
    /// <param name="found">Its outputs.</param>
    public string? Check(string command, Fault fault, FaultRun run, Dictionary<string, byte[]> found)
    {
        var text = run.Output + run.Errors;
        if (fault.MayEndRuntime && run.ExitCode is not (0 or 1 or 2 or 3) && (run.ExitCode == SegmentationFault || endsOfRuntime.Any(end => text.Contains(end, StringComparison.Ordinal))))
        {
            return CheckOutputs(command, fault with { IsDeadly = true }, run, found);
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

        return CheckOutputs(command, fault, run, found);
    }

    /// <summary>What is wrong after the next run, without a fault; null where all is as if there had been none.</summary>
    public string? CheckNext(string command, FaultRun run, Dictionary<string, byte[]> found) =>
        run.ExitCode != 0 ? "The next run fails."
        : !found.Keys.Order(StringComparer.Ordinal).SequenceEqual(after[command].Keys.Order(StringComparer.Ordinal), StringComparer.Ordinal) ? $"After the next run there are other files: {string.Join(' ', found.Keys)}."
        : after[command].FirstOrDefault(file => !found[file.Key].AsSpan().SequenceEqual(file.Value)).Key is { } wrong ? $"The next run writes another {wrong}."
        : null;

    /// <summary>A lock or a part has a checksum; other files end as they are to.</summary>
    private static bool IsWhole(string file, byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        return file.EndsWith("lock.json", StringComparison.Ordinal) ? JToken.DeepEquals(JObject.Parse(text), JObject.Parse(SealedLock.Seal(text))) : text.EndsWith('\n');
    }

    private string? CheckOutputs(string command, Fault fault, FaultRun run, Dictionary<string, byte[]> found)
    {
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

    /// <summary>An error for people, with the file where it is of one, or one for a build.</summary>
    [GeneratedRegex("""^(?:/\S.*|datastamp): error DS[0-9]{4}: .{20,}$|^\{"severity":"error","code":"DS[0-9]{4}",.*"message":".{20,}"\}$""", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Told();
}
