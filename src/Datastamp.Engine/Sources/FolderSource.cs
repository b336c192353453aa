using System.Collections.Immutable;
using Microsoft.Extensions.FileSystemGlobbing;

namespace Datastamp.Sources;

/// <summary>A folder's files, selected by globs (compared without case, as all file systems then agree). Links are followed.</summary>
/// <param name="root">The absolute path. The folder need not exist.</param>
/// <param name="patterns">Globs that select files.</param>
/// <param name="exclude">Globs that leave files out again.</param>
/// <param name="skippedFolders">Absolute paths of folders that are not looked into.</param>
public sealed class FolderSource(string root, ImmutableArray<string> patterns, ImmutableArray<string> exclude, ImmutableArray<string> skippedFolders) : ISampleSource
{
    /// <inheritdoc/>
    public Listing List(CancellationToken cancellation)
    {
        var folder = new DirectoryInfo(root);
        if (!folder.Exists)
        {
            return new([], [new(root, FolderWalk.Missing, 0)]);
        }

        var matcher = new Matcher(StringComparison.OrdinalIgnoreCase);
        matcher.AddIncludePatterns(patterns);
        matcher.AddExcludePatterns(exclude);
        var walk = new FolderWalk(folder, skippedFolders, cancellation);
        var keys = matcher.Execute(walk.Root).Files.Select(match => match.Path).ToArray();
        Array.Sort(keys, StringComparer.Ordinal);
        var samples = new Sample[keys.Length];
        var linked = new Dictionary<int, string>();
        for (var i = 0; i < keys.Length; i++)
        {
            var path = Path.Combine(root, keys[i]);
            var file = FolderWalk.Look(path);
            samples[i] = new(keys[i], file.Length, file.Ticks);
            if (!string.Equals(file.Path, path, StringComparison.Ordinal))
            {
                linked.Add(i, file.Path);
            }
        }

        ClockTick.Await(walk.Folders.Select(watched => watched.Ticks).Concat(samples.Select(sample => sample.Ticks)), cancellation);
        return new(samples, walk.Folders.Concat(samples.Select((sample, i) =>
            new WatchedPath(linked.GetValueOrDefault(i) ?? Path.Combine(root, sample.Key), sample.Length, sample.Ticks))));
    }

    /// <inheritdoc/>
    public int Read(Sample sample, ref byte[] buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        if (sample.Length == 0)
        {
            // Never opened: pipes and devices have no length either, and would block.
            return 0;
        }

        using var file = File.OpenHandle(Path.Combine(root, sample.Key));
        var length = RandomAccess.GetLength(file);
        if (length > Array.MaxLength)
        {
            throw new IOException("The file is longer than 2 GiB.");
        }

        if (buffer.Length < length)
        {
            buffer = GC.AllocateUninitializedArray<byte>((int)Math.Min(Array.MaxLength, length + (length / 4)));
        }

        var read = 0;
        while (read < length && RandomAccess.Read(file, buffer.AsSpan(read, (int)length - read), read) is > 0 and var count)
        {
            read += count;
        }

        return read;
    }

    /// <inheritdoc/>
    public string? PathOf(Sample sample) => Path.Combine(root, sample.Key);
}
