using Microsoft.Extensions.FileSystemGlobbing.Abstractions;

namespace Datastamp.Sources;

/// <summary>The tree that globs are matched against: reads each folder once, and remembers what it saw.</summary>
internal sealed class FolderWalk
{
    public const long Folder = -1;
    public const long Missing = -2;

    private static readonly EnumerationOptions everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    private readonly Dictionary<string, FileInfo> files = new(StringComparer.Ordinal);
    private readonly List<WatchedPath> watched = [];
    private readonly CancellationToken cancellation;

    public FolderWalk(DirectoryInfo root, CancellationToken cancellation)
    {
        this.cancellation = cancellation;
        Root = new FolderNode(this, parent: null, root, Resolve(root).FullName, key: string.Empty);
    }

    public DirectoryInfoBase Root { get; }

    public IReadOnlyList<WatchedPath> Watched => watched;

    /// <summary>The sample of a file that was seen, which is watched from now on.</summary>
    public Sample Select(string key)
    {
        var file = files[key];
        var length = file.Exists ? file.Length : Missing;
        watched.Add(new(file.FullName, length, file.Exists ? file.LastWriteTimeUtc.Ticks : 0));
        return new(key, length);
    }

    private static FileSystemInfo Resolve(FileSystemInfo entry) =>
        entry.Attributes.HasFlag(FileAttributes.ReparsePoint) ? entry.ResolveLinkTarget(returnFinalTarget: true) ?? entry : entry;

    private sealed class FolderNode(FolderWalk walk, FolderNode? parent, DirectoryInfo folder, string realPath, string key) : DirectoryInfoBase
    {
        private readonly string realPath = realPath;
        private readonly FolderNode? parent = parent;

        public override string Name => folder.Name;

        public override string FullName => folder.FullName;

        public override DirectoryInfoBase? ParentDirectory => parent;

        public override IEnumerable<FileSystemInfoBase> EnumerateFileSystemInfos()
        {
            walk.cancellation.ThrowIfCancellationRequested();
            walk.watched.Add(new(realPath, Folder, Directory.GetLastWriteTimeUtc(realPath).Ticks));
            foreach (var entry in folder.EnumerateFileSystemInfos("*", everything))
            {
                var target = Resolve(entry);
                var childKey = key.Length == 0 ? entry.Name : $"{key}/{entry.Name}";
                if (target is FileInfo file)
                {
                    walk.files[childKey] = file;
                    yield return new FileNode(this, entry);
                }
                else if (!IsWithin(target.FullName))
                {
                    var real = ReferenceEquals(target, entry) ? Path.Combine(realPath, entry.Name) : target.FullName;
                    yield return new FolderNode(walk, this, (DirectoryInfo)entry, real, childKey);
                }
            }
        }

        public override DirectoryInfoBase GetDirectory(string path) => throw new NotSupportedException();

        public override FileInfoBase GetFile(string path) => throw new NotSupportedException();

        /// <summary>Whether a folder is this one or encloses it: a link to it would never end.</summary>
        private bool IsWithin(string path) =>
            string.Equals(realPath, path, StringComparison.Ordinal) || (parent?.IsWithin(path) ?? false);
    }

    private sealed class FileNode(FolderNode parent, FileSystemInfo file) : FileInfoBase
    {
        public override string Name => file.Name;

        public override string FullName => file.FullName;

        public override DirectoryInfoBase ParentDirectory => parent;
    }
}
