namespace Datastamp.MSBuild;

/// <summary>How a worker may die of a file: by a signal of a crash, by the system that wants memory, or by its own hand where a file takes too long.</summary>
internal static class WorkerDeath
{
    /// <summary>What a worker ends itself with, because a file takes too long.</summary>
    private const int TooSlow = 124;

    // Of shells and of .NET: this, and the number of the signal. The signals of Linux: illegal instruction, trap, abort, bus
    // error, arithmetic, kill, segmentation, system call. Those that people and systems end a program with are not among them.
    private const int Signaled = 128;

    private static readonly int[] signals = [4, 5, 6, 7, 8, 9, 11, 31];

    public static bool Is(int exitCode) =>
        exitCode == TooSlow
        || Array.IndexOf(signals, exitCode - Signaled) >= 0

        // On Windows, the codes of exceptions: negative ones, but for the one that says nothing.
        || (Path.DirectorySeparatorChar == '\\' && exitCode < -1);
}
