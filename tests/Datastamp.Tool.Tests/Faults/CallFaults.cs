using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;

namespace Datastamp.Tool.Tests.Faults;

/// <summary>
/// Calls of the system that fail: at any one of those that a run makes on the project's files, by a library between the process and the
/// system. The process, its files and its cache are real; so are the errors' numbers.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class CallFaults
{
    private const string Writing = "create,write,rename";
    private const string Everything = "open,read,create,write,rename,unlink";

    private readonly string library;
    private readonly Dictionary<string, int> calls = new(StringComparer.Ordinal);

    private CallFaults(string library) => this.library = library;

    public IReadOnlyList<Fault> All =>
    [
        Of("disk full from a call on", 28, "write", isOnce: false),
        Of("disk full for one call", 28, Writing, isOnce: true),
        Of("EIO of a read", 5, "read", isOnce: true),
        Of("EIO of reads from a call on", 5, "read", isOnce: false),
        Of("EIO of a write", 5, "write", isOnce: true),
        Of("read-only from a call on", 30, "create,rename,unlink", isOnce: false) with { ForbidsDeleting = true },
        Of("permission denied from a call on", 13, "open,create,rename,unlink", isOnce: false) with { ForbidsDeleting = true },
        Of("permission denied for one call", 13, "open,create,rename,unlink", isOnce: true) with { ForbidsDeleting = true },
        Of("out of handles from a call on", 24, "open,create", isOnce: false),
        Of("kill -9 at a call", 0, Everything, isOnce: true) with { IsDeadly = true },
        Of("kill -9 at a call that writes", 0, Writing + ",unlink", isOnce: true) with { IsDeadly = true },
        new("clock jumps", (project, random) => RunAsync(project, random, Everything, ("FAULT_CLOCK", Text((random.Next(2) * 2 - 1) * random.Next(3600, 86400 * 3650))))),
    ];

    /// <summary>Compiles the library; null where there is no compiler.</summary>
    public static async Task<CallFaults?> MakeAsync(string folder)
    {
        var file = Path.Combine(folder, "faults.so");
        try
        {
            using var compiler = Process.Start("gcc", ["-shared", "-fPIC", "-O1", "-o", file, Path.Combine(Datastamp.Tests.Repository.Root, "tests/Datastamp.Tool.Tests/Faults/faults.c"), "-ldl"]);
            await compiler.WaitForExitAsync();
            return compiler.ExitCode == 0 ? new(file) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private Fault Of(string kind, int error, string calls, bool isOnce) =>
        new(kind, (project, random) => RunAsync(project, random, calls, [("FAULT_ERROR", Text(error)), .. isOnce ? new[] { ("FAULT_ONCE", "1") } : []]));

    /// <summary>Fails one of as many calls as a run makes without a fault.</summary>
    private async Task<FaultRun> RunAsync(FaultedProject project, Random random, string kinds, params (string Name, string Value)[] variables)
    {
        var command = project.Command;
        (string Name, string Value)[] all = [("LD_PRELOAD", library), ("FAULT_ROOT", project.Root + "/"), ("FAULT_CLASS", kinds), .. variables];
        var key = $"{command} {kinds}";
        if (!calls.TryGetValue(key, out var count))
        {
            var file = project.At("calls");
            await project.RunAsync(command, [], [.. all, ("FAULT_COUNT", file)]);
            calls.Add(key, count = int.Parse(await File.ReadAllTextAsync(file), CultureInfo.InvariantCulture));
            File.Delete(file);
            project.Reset(command, cache: 0);
        }

        return await project.RunAsync(command, [], [.. all, ("FAULT_CALL", Text(random.Next(1, count + 1)))]);
    }
}
