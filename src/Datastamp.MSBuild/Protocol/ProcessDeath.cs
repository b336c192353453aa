using System.Runtime.InteropServices;

namespace Datastamp.MSBuild.Protocol;

/// <summary>How a process that decodes may die of a file: of a crash, of the system that wants memory, or by its own hand where a file takes too long.</summary>
internal static class ProcessDeath
{
    /// <summary>What a process ends itself with, because a file takes too long.</summary>
    public const int TooSlow = 124;

    /// <summary>What is left of a process that was killed, on Linux most likely for want of memory.</summary>
    public const int Killed = Signaled + 9;

    // Of shells and of .NET: this, and the number of the signal.
    private const int Signaled = 128;

#pragma warning disable MA0144 // .NET Standard, which MSBuild's tasks are for, has no System.OperatingSystem.
    private static readonly OSPlatform here =
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? OSPlatform.Windows
        : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? OSPlatform.OSX
        : OSPlatform.Linux;
#pragma warning restore MA0144

    /// <summary>Whether a file may be the reason.</summary>
    public static bool MayBeOfFile(int exitCode) => exitCode is TooSlow or Killed || CrashOf(exitCode) is not null;

    /// <summary>What the system calls the crash that a process ended by; null where people, systems or programs themselves end one so.</summary>
    public static string? CrashOf(int exitCode) => CrashOf(exitCode, here);

    /// <summary>What a system calls a crash.</summary>
    public static string? CrashOf(int exitCode, OSPlatform system) =>
        system == OSPlatform.Windows ? StatusOf(unchecked((uint)exitCode))
        : system == OSPlatform.OSX ? DarwinSignalOf(exitCode - Signaled) ?? SignalOf(exitCode - Signaled)
        : LinuxSignalOf(exitCode - Signaled) ?? SignalOf(exitCode - Signaled);

    private static string? SignalOf(int signal) => signal switch
    {
        4 => "SIGILL",
        5 => "SIGTRAP",
        6 => "SIGABRT",
        8 => "SIGFPE",
        11 => "SIGSEGV",
        _ => null,
    };

    private static string? LinuxSignalOf(int signal) => signal switch
    {
        7 => "SIGBUS",
        31 => "SIGSYS",
        _ => null,
    };

    private static string? DarwinSignalOf(int signal) => signal switch
    {
        7 => "SIGEMT",
        10 => "SIGBUS",
        12 => "SIGSYS",
        _ => null,
    };

    // Of Windows (ntstatus.h), of .NET (COR_E_EXECUTIONENGINE), and of C++, whose exceptions end what does not catch them.
    private static string? StatusOf(uint status) => status switch
    {
        0x80000003 => "STATUS_BREAKPOINT",
        0x80131506 => "COR_E_EXECUTIONENGINE",
        0xC0000005 => "STATUS_ACCESS_VIOLATION",
        0xC0000006 => "STATUS_IN_PAGE_ERROR",
        0xC000001D => "STATUS_ILLEGAL_INSTRUCTION",
        0xC0000025 => "STATUS_NONCONTINUABLE_EXCEPTION",
        0xC000008C => "STATUS_ARRAY_BOUNDS_EXCEEDED",
        0xC0000094 => "STATUS_INTEGER_DIVIDE_BY_ZERO",
        0xC0000096 => "STATUS_PRIVILEGED_INSTRUCTION",
        0xC00000FD => "STATUS_STACK_OVERFLOW",
        0xC0000374 => "STATUS_HEAP_CORRUPTION",
        0xC0000409 => "STATUS_STACK_BUFFER_OVERRUN",
        0xE06D7363 => "a C++ exception",
        _ => null,
    };
}
