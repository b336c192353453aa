using Datastamp.Diagnostics;

namespace Datastamp.Tool.Backends;

/// <summary>The room on the disk of a folder.</summary>
internal static class Space
{
    private const int DiskFull = 28;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    /// <summary>The bytes that this user may still write there; the folder need not exist yet.</summary>
    public static long Free(string folder)
    {
        var place = Path.GetFullPath(folder);
        while (!Directory.Exists(place))
        {
            place = Path.GetDirectoryName(place)!;
        }

        return new DriveInfo(place).AvailableFreeSpace;
    }

    /// <summary>Refuses what does not fit.</summary>
    /// <exception cref="DiagnosticException">DS0505: it does not.</exception>
    public static void Require(string folder, long bytes)
    {
        if (Free(folder) is var free && free < bytes)
        {
            throw new DiagnosticException(Report.NoSpace(folder, bytes, free));
        }
    }

    /// <summary>Whether something could not be written because the disk is full: ENOSPC, ERROR_DISK_FULL.</summary>
    public static bool IsFull(IOException e) => e.HResult is DiskFull or WindowsDiskFull;
}
