using System.Globalization;
using System.Runtime.InteropServices;

namespace Datastamp.Tool.Guarding;

/// <summary>What a process that decodes may take: of memory, and of time for a file. And how it ends where that is too little.</summary>
internal static partial class ProcessLimits
{
    /// <summary>The environment variable that says how long one file may take, in seconds; 0 for any time.</summary>
    public const string TimeVariable = "DATASTAMP_FILE_TIMEOUT";

    /// <summary>The environment variable that says how much memory decoding may take, in MiB; 0 for any amount.</summary>
    public const string MemoryVariable = "DATASTAMP_MEMORY_LIMIT";

    /// <summary>The exit code of a process that ended because one file needs too much memory.</summary>
    public const int TooLarge = 125;

    private const int DefaultSeconds = 300;
    private const int MostSeconds = 1 << 20;
    private const int FirstOwnDescriptor = 3;

    // What GetCurrentProcess gives on Windows.
    private const nint ThisProcess = -1;

    // A stack of 8 MiB, which counts as if all of it were used, and as much again for what a thread allocates by.
    private const int ThreadBytes = 16 << 20;

    // Of Linux: resources, and commands and flags of fcntl.
    private const int Data = 2;
    private const int Addresses = 9;
    private const int Core = 4;
    private const int GetFlags = 1;
    private const int CloseOnExec = 1;

    /// <summary>Seconds that one file may take; 0 for any time.</summary>
    public static int Seconds => (int)(Read(TimeVariable) is >= 0 and <= MostSeconds and var seconds ? seconds : DefaultSeconds);

    /// <summary>Bytes that decoding may take: as many as the machine, or the container, has; 0 for any amount.</summary>
    public static long Memory => Read(MemoryVariable) is >= 0 and < 1L << 40 and var mebibytes ? mebibytes << 20 : GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>Whether others, such as <c>ulimit</c>, allow less memory than decoding may take: no file is to blame for that.</summary>
    public static bool IsTight => OperatingSystem.IsLinux()
        && (Memory is > 0 and var bytes ? bytes : GC.GetGCMemoryInfo().TotalAvailableMemoryBytes) is var wanted
        && (Allowed(Data) < (ulong)wanted || Allowed(Addresses) < (ulong)wanted);

    /// <summary>No images of memory where it crashes, and no files of others: what the starting process left open for all it starts.</summary>
    public static void Begin()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Set(Core, 0);
            CloseInherited();
        }
    }

    /// <summary>
    /// Keeps the process from taking more memory: allocations fail, which decoders tell, where the system would end a process. What is
    /// only reserved does not count, as it would for the limit of addresses, of which .NET reserves hundreds of GiB. What this
    /// program takes for itself comes on top: the limit is what decoding may take.
    /// </summary>
    public static void LimitMemory()
    {
        if (OperatingSystem.IsLinux() && Memory is > 0 and var bytes)
        {
            _ = Set(Data, (ulong)(bytes + DataNow() + ((long)ThreadBytes * Environment.ProcessorCount)));
        }
    }

    /// <summary>Ends the process at once, with no last word of anything: no waiting for a native call that does not return, and no taking back of what is noted to be in hand.</summary>
    public static void End(int exitCode)
    {
        if (OperatingSystem.IsWindows())
        {
            _ = Terminate(ThisProcess, exitCode);
        }

        EndNow(exitCode);
    }

    /// <summary>Private memory that can be written, the sixth number of the system's line, which counts pages.</summary>
    private static long DataNow() => long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[5], CultureInfo.InvariantCulture) * Environment.SystemPageSize;

    private static long Read(string variable) =>
        long.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    /// <summary>Only what this process did not open itself is without the flag that closes it in programs that are started: it would not be here otherwise.</summary>
    private static void CloseInherited()
    {
        foreach (var path in Directory.GetFileSystemEntries("/proc/self/fd"))
        {
            if (int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var descriptor)
                && descriptor >= FirstOwnDescriptor
                && Control(descriptor, GetFlags) is >= 0 and var flags
                && (flags & CloseOnExec) == 0)
            {
                _ = Close(descriptor);
            }
        }
    }

    private static ulong Allowed(int resource) => GetLimit(resource, out var limit) == 0 ? limit.Soft : ulong.MaxValue;

    /// <summary>Lowers a limit; one that is lower already stays.</summary>
    private static int Set(int resource, ulong bytes)
    {
        if (GetLimit(resource, out var limit) != 0)
        {
            return -1;
        }

        limit.Soft = Math.Min(limit.Soft, bytes);
        limit.Hard = Math.Min(limit.Hard, bytes);
        return SetLimit(resource, limit);
    }

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int GetLimit(int resource, out ResourceLimit limit);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int SetLimit(int resource, in ResourceLimit limit);

    [LibraryImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Control(int descriptor, int command);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "_exit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial void EndNow(int exitCode);

    [LibraryImport("kernel32", EntryPoint = "TerminateProcess")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Terminate(nint process, int exitCode);

    /// <summary>C's <c>rlimit</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct ResourceLimit
    {
        public ulong Soft;
        public ulong Hard;
    }
}
