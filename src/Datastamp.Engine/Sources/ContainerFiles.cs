using Datastamp.Diagnostics;
using Datastamp.Sources.Archives;
using Datastamp.Sources.Records;
using Datastamp.Sources.Tables;

namespace Datastamp.Sources;

/// <summary>Containers on disk: one, or the shards of a dataset. The keys of several begin with their names.</summary>
/// <param name="paths">Their absolute paths, in their order.</param>
/// <param name="folder">What their names are below, where they are several; null for one alone.</param>
/// <param name="filter">Which of their members belong to the dataset.</param>
/// <param name="limits">How much they may ask for.</param>
internal sealed class ContainerFiles(IReadOnlyList<string> paths, string? folder, KeyFilter filter, ContainerLimits limits) : VolumeSource(filter)
{
    /// <inheritdoc/>
    protected override (IReadOnlyList<VolumeFile> Files, IReadOnlyList<WatchedPath> Watched) FindFiles(Action<int>? found, CancellationToken cancellation)
    {
        var now = DateTime.UtcNow;
        (WatchedPath File, long Stamp)[] looks = [.. paths.Select(FolderWalk.Look)];
        var watched = paths.Zip(looks, (path, look) => Watch(path, look.File)).SelectMany(pair => pair).ToArray();
        if (looks.All(look => look.File.Length == FolderWalk.Missing))
        {
            return ([], watched);
        }

        var missing = paths.Where((_, i) => looks[i].File.Length == FolderWalk.Missing).ToArray();
        if (missing.Length > 0)
        {
            throw new DiagnosticException(Report.ShardsNotThere(missing, paths.Count));
        }

        if (paths.Where((_, i) => looks[i].File.Length == 0).FirstOrDefault() is { } empty)
        {
            throw new DiagnosticException(Report.ArchiveDamaged(empty, "it is empty, or no regular file"));
        }

        ClockTick.Await(watched.Select(path => path.Ticks), cancellation);
        return ([.. paths.Zip(looks, (path, look) => new VolumeFile(Open(path), PrefixOf(path), look.File.Ticks, ClockTick.IsSettled(look.File.Ticks, now) ? look.Stamp : 0))], watched);
    }

    private static IEnumerable<WatchedPath> Watch(string path, WatchedPath look)
    {
        var labels = ContainerFormats.OfName(path) == ContainerFormat.Idx && IdxVolume.LabelsOf(path) is { } file ? FolderWalk.Look(file).File : (WatchedPath?)null;

        // A link that comes to lead elsewhere changes itself and nothing that it led to.
        var link = new FileInfo(path) is { LinkTarget: not null } info ? new WatchedPath(path, info.Length, info.LastWriteTimeUtc.Ticks) : (WatchedPath?)null;
        return new[] { look, link, labels }.OfType<WatchedPath>();
    }

    private string PrefixOf(string path) => folder is null ? string.Empty : Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/') + "/";

    private Volume Open(string path)
    {
        var compression = ContainerFormats.CompressionOf(path);
        return ContainerFormats.Of(path) switch
        {
            ContainerFormat.Tar when compression == Compression.None => new TarVolume(path, limits),
            ContainerFormat.Tar => new StreamedTarVolume(path, compression, limits, () => File.OpenRead(path)),
            ContainerFormat.Zip => new ZipVolume(path, limits),
            ContainerFormat.Parquet => new ParquetVolume(path, limits),
            ContainerFormat.Idx => new IdxVolume(path, compression, limits),
            ContainerFormat.Cifar => new CifarVolume(path),
            _ => throw new DiagnosticException(Report.ArchiveDamaged(path, "it is no container that is known")),
        };
    }
}
