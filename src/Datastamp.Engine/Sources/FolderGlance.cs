using Microsoft.Win32.SafeHandles;

namespace Datastamp.Sources;

/// <summary>
/// Looks at files below a folder, one after the other. On Linux each by its name in an open folder: half of what a look by the
/// whole path costs is the way there. Belongs to one thread.
/// </summary>
/// <param name="root">The absolute path of the folder.</param>
internal sealed class FolderGlance(string root) : IDisposable
{
    private SafeFileHandle? handle;
    private string folder = string.Empty;

    /// <summary>A file as it is now, and its <see cref="Sample.Stamp"/>; where it is a link, the file that it leads to.</summary>
    /// <param name="key">Its key.</param>
    public (WatchedPath? File, long Length, long Ticks, long Stamp) Look(string key)
    {
        var name = key.LastIndexOf('/') + 1;
        if (OperatingSystem.IsLinux() && FileStatus.TryGet(Enter(key.AsSpan(0, name)), name == 0 ? key : key[name..], out var status))
        {
            return (null, (long)status.Size, status.Ticks, status.Stamp);
        }

        var path = Path.Combine(root, key);
        var (file, stamp) = FolderWalk.Look(path);
        return (string.Equals(file.Path, path, StringComparison.Ordinal) ? null : file, file.Length, file.Ticks, stamp);
    }

    public void Dispose() => handle?.Dispose();

    private SafeFileHandle Enter(ReadOnlySpan<char> name)
    {
        if (handle is null || !name.SequenceEqual(folder))
        {
            handle?.Dispose();
            folder = name.ToString();
            handle = FileStatus.OpenFolder(Path.Combine(root, folder));
        }

        return handle;
    }
}
