using System.Diagnostics;

namespace Datastamp.Tool.Tests.Faults;

/// <summary>A file system in memory on a folder, as large as one wants.</summary>
internal sealed class Mount : IDisposable
{
    private readonly string folder;

    private Mount(string folder) => this.folder = folder;

    /// <summary>Mounts it; null where that is not allowed.</summary>
    public static Mount? Try(string folder, int kibibytes)
    {
        Directory.CreateDirectory(folder);
        return Run("mount", "-t", "tmpfs", "-o", $"size={kibibytes}k", "none", folder) ? new(folder) : null;
    }

    /// <summary>Lets nobody write to it, which also holds for root.</summary>
    public bool MakeReadOnly() => Run("mount", "-o", "remount,ro", folder);

    /// <summary>Lets everybody write to it again.</summary>
    public bool MakeWritable() => Run("mount", "-o", "remount,rw", folder);

    public void Dispose() => Run("umount", "-l", folder);

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
