using System.Collections.Immutable;
using System.IO.Enumeration;
using Datastamp.Diagnostics;
using Microsoft.Extensions.FileSystemGlobbing.Abstractions;

namespace Datastamp.Sources;

/// <summary>The tree below a folder: reads each folder once, and remembers which. Holds nothing a file.</summary>
internal sealed class FolderWalk
{
    public const long Folder = -1;
    public const long Missing = -2;

    private const FileAttributes Nothing = (FileAttributes)(-1);

    private static readonly EnumerationOptions everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    private readonly List<WatchedPath> folders = [];
    private readonly FolderNode root;
    private readonly ImmutableArray<string> skipped;
    private readonly CancellationToken cancellation;

    public FolderWalk(DirectoryInfo root, ImmutableArray<string> skipped, CancellationToken cancellation)
    {
        this.skipped = skipped;
        this.cancellation = cancellation;
        var real = Resolve(root).FullName;
        if (!string.Equals(real, root.FullName, StringComparison.Ordinal))
        {
            // A link that comes to lead elsewhere changes itself and nothing that it led to.
            folders.Add(new(root.FullName, Folder, root.LastWriteTimeUtc.Ticks));
        }

        this.root = new FolderNode(this, parent: null, root.FullName, real);
    }

    /// <summary>The tree for globs to be matched against.</summary>
    public DirectoryInfoBase Root => root;

    /// <summary>The folders that were read.</summary>
    public IReadOnlyList<WatchedPath> Folders => folders;

    /// <summary>The keys of all files whose names end with one of these, compared without case; in ordinal order.</summary>
    public List<string> FilesEndingWith(IReadOnlyList<string> suffixes)
    {
        var keys = new List<string>();
        root.Collect(string.Empty, suffixes, keys);
        return keys;
    }

    /// <summary>A file as it is now, and its <see cref="Sample.Stamp"/>; where it is a link, the file that it leads to.</summary>
    public static (WatchedPath File, long Stamp) Look(string path)
    {
        if (FileStatus.TryGet(path, out var status))
        {
            return (new(path, (long)status.Size, status.Ticks), status.Stamp);
        }

        var entry = new FileInfo(path);
        var file = entry.Attributes == Nothing ? entry : (FileInfo)Resolve(entry);
        if (!file.Exists)
        {
            return (new(file.FullName, Missing, 0), 0);
        }

        // Where the system tells nothing else, name, length and time have to do.
        var stamp = FileStatus.TryGet(file.FullName, out status) ? status.Stamp : 1;
        return (new(file.FullName, file.Length, file.LastWriteTimeUtc.Ticks), stamp);
    }

    private static FileSystemInfo Resolve(FileSystemInfo entry) =>
        entry.Attributes.HasFlag(FileAttributes.ReparsePoint) ? entry.ResolveLinkTarget(returnFinalTarget: true) ?? entry : entry;

    private sealed class FolderNode(FolderWalk walk, FolderNode? parent, string path, string realPath) : DirectoryInfoBase
    {
        private readonly string realPath = realPath;
        private readonly FolderNode? parent = parent;

        public override string Name => Path.GetFileName(path);

        public override string FullName => path;

        public override DirectoryInfoBase? ParentDirectory => parent;

        public override IEnumerable<FileSystemInfoBase> EnumerateFileSystemInfos()
        {
            Enter();
            var entries = new FileSystemEnumerable<(string Name, bool IsFolder)>(
                path, static (ref entry) => (entry.FileName.ToString(), entry.IsDirectory), everything);
            foreach (var (name, isFolder) in entries)
            {
                if (!isFolder)
                {
                    yield return new FileNode(this, name);
                }
                else if (Below(name) is { } folder)
                {
                    yield return folder;
                }
            }
        }

        /// <summary>Adds the keys of the files below, in ordinal order: a folder's place is that of its name with the slash behind it.</summary>
        public void Collect(string prefix, IReadOnlyList<string> suffixes, List<string> keys)
        {
            Enter();
            var entries = new FileSystemEnumerable<string>(
                path, (ref entry) => string.Concat(prefix, entry.FileName, entry.IsDirectory ? "/" : string.Empty), everything)
            {
                ShouldIncludePredicate = (ref entry) => entry.IsDirectory || EndsWithAny(entry.FileName, suffixes),
            };
            string[] sorted = [.. entries];
            Array.Sort(sorted, StringComparer.Ordinal);
            foreach (var key in sorted)
            {
                if (!key.EndsWith('/'))
                {
                    keys.Add(key);
                }
                else if (Below(key[prefix.Length..^1]) is { } folder)
                {
                    folder.Collect(key, suffixes, keys);
                }
            }
        }

        public override DirectoryInfoBase GetDirectory(string path) => throw new NotSupportedException();

        public override FileInfoBase GetFile(string path) => throw new NotSupportedException();

        private static bool EndsWithAny(ReadOnlySpan<char> name, IReadOnlyList<string> suffixes)
        {
            for (var i = 0; i < suffixes.Count; i++)
            {
                if (name.EndsWith(suffixes[i], StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }

            return false;
        }

        private void Enter()
        {
            walk.cancellation.ThrowIfCancellationRequested();
            walk.folders.Add(new(realPath, Folder, Directory.GetLastWriteTimeUtc(realPath).Ticks));
        }

        /// <summary>A folder in this one; null where it is not looked into.</summary>
        private FolderNode? Below(string name)
        {
            var entry = Path.Combine(path, name);
            if (name.Contains('\uFFFD', StringComparison.Ordinal) && !Directory.Exists(entry))
            {
                throw new DiagnosticException(Report.NameNotText(entry));
            }

            var real = RealPath(entry, name);
            return IsWithin(real) || walk.skipped.Contains(real, StringComparer.Ordinal) ? null : new(walk, this, entry, real);
        }

        private string RealPath(string entry, string name) =>
            Resolve(new DirectoryInfo(entry)).FullName is var target && !string.Equals(target, entry, StringComparison.Ordinal)
                ? target
                : Path.Combine(realPath, name);

        /// <summary>Whether a folder is this one or encloses it, or encloses the root: a link to it would come back here.</summary>
        private bool IsWithin(string folder) => parent is null
            ? (realPath + Path.DirectorySeparatorChar).StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            : string.Equals(realPath, folder, StringComparison.Ordinal) || parent.IsWithin(folder);
    }

    private sealed class FileNode(FolderNode parent, string name) : FileInfoBase
    {
        public override string Name => name;

        public override string FullName => Path.Combine(parent.FullName, name);

        public override DirectoryInfoBase ParentDirectory => parent;
    }
}
