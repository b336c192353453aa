using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Datastamp.Sources;

/// <summary>What Linux tells of a file in one call: <c>struct statx</c> of linux/stat.h, which is the same on all processors.</summary>
internal static partial class FileStatus
{
    private const int CurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const int PathOnly = 0x200000;
    private const int CloseOnExec = 0x80000;
    private const uint BasicStats = 0x7ff;
    private const int TypeMask = 0xf000;
    private const int RegularFile = 0x8000;

    /// <summary>Looks at a regular file that is no link.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="status">What it is.</param>
    /// <returns>False where it is anything else, is not there, or the system has no such call.</returns>
    public static bool TryGet(string path, out Status status)
    {
        status = default;
        return OperatingSystem.IsLinux()
            && Statx(CurrentFolder, path, NoFollow, BasicStats, out status) == 0
            && (status.Mode & TypeMask) == RegularFile;
    }

    /// <summary>Looks at a regular file of a folder, if it is no link. On Linux alone.</summary>
    /// <param name="folder">What <see cref="OpenFolder"/> gave.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="status">What it is.</param>
    /// <returns>False where it is anything else, is not there, or the folder could not be opened.</returns>
    public static bool TryGet(SafeFileHandle folder, string name, out Status status)
    {
        status = default;
        return !folder.IsInvalid
            && Statx(folder, name, NoFollow, BasicStats, out status) == 0
            && (status.Mode & TypeMask) == RegularFile;
    }

    /// <summary>Opens a folder for nothing but names in it to be looked at. The handle is invalid where that fails.</summary>
    public static SafeFileHandle OpenFolder(string path) => Open(path, PathOnly | CloseOnExec);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, out Status status);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(SafeFileHandle folder, string name, int flags, uint mask, out Status status);

    /// <summary>The call's answer.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    public readonly struct Status
    {
        [FieldOffset(0x1c)]
        public readonly ushort Mode;

        [FieldOffset(0x20)]
        public readonly ulong Inode;

        [FieldOffset(0x28)]
        public readonly ulong Size;

        [FieldOffset(0x60)]
        private readonly long changeSeconds;

        [FieldOffset(0x68)]
        private readonly uint changeNanoseconds;

        [FieldOffset(0x70)]
        private readonly long writeSeconds;

        [FieldOffset(0x78)]
        private readonly uint writeNanoseconds;

        /// <summary>The last write, in UTC ticks.</summary>
        public long Ticks => DateTime.UnixEpoch.Ticks + (writeSeconds * TimeSpan.TicksPerSecond) + (writeNanoseconds / TimeSpan.NanosecondsPerTick);

        /// <summary>
        /// The file's number and its last change, which also a write that puts its time back, or another file in its place,
        /// makes another. Never 0.
        /// </summary>
        public long Stamp => (long)(Inode * 0x9E3779B97F4A7C15) ^ (changeSeconds * 1_000_000_000) ^ changeNanoseconds | 1;
    }
}
