using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Datastamp.Definitions;
using Datastamp.Diagnostics;

namespace Datastamp.Sources;

/// <summary>A folder's files, selected by globs (compared without case, as all file systems then agree). Links are followed.</summary>
/// <param name="root">The absolute path. The folder need not exist.</param>
/// <param name="patterns">Globs that select files.</param>
/// <param name="exclude">Globs that leave files out again.</param>
/// <param name="skippedFolders">Absolute paths of folders that are not looked into.</param>
public sealed class FolderSource(string root, ImmutableArray<string> patterns, ImmutableArray<string> exclude, ImmutableArray<string> skippedFolders) : ISampleSource
{
    // Files that are looked at between two signs of life.
    private const int Beat = 1024;

    /// <inheritdoc/>
    public Listing List(CancellationToken cancellation, Action<int>? found = null)
    {
        var folder = new DirectoryInfo(root);
        if (!folder.Exists)
        {
            return new([], [new(root, FolderWalk.Missing, 0)]);
        }

        var now = DateTime.UtcNow;
        var walk = new FolderWalk(folder, skippedFolders, cancellation);
        var keys = new FolderGlobs(patterns, exclude).Match(walk);
        var samples = new Sample[keys.Count];
        var linked = new ConcurrentDictionary<int, string>();

        ForEach(keys.Count, (i, glance) =>
        {
            if (i % Beat == 0)
            {
                found?.Invoke(keys.Count);
            }

            var (file, length, ticks, stamp) = glance.Look(keys[i]);
            samples[i] = new(keys[i], length, ticks, ClockTick.IsSettled(ticks, now) ? stamp : 0);
            if (file is { } target)
            {
                linked.TryAdd(i, target.Path);
            }
        }, cancellation);

        RefuseNames(samples);
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

        // Whoever writes or deletes it meanwhile may: what is read is hashed.
        using var file = File.OpenHandle(Path.Combine(root, sample.Key), share: FileShare.ReadWrite | FileShare.Delete);
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

    /// <summary>
    /// Refuses names that are no text. The runtime reads what is no valid UTF-8 as U+FFFD: no file is found by that name, or
    /// one that is really called so.
    /// </summary>
    private void RefuseNames(Sample[] samples)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            var (key, length) = (samples[i].Key, samples[i].Length);
            if (!UnicodeText.IsWhole(key)
                || (key.Contains('\uFFFD', StringComparison.Ordinal) && (length == FolderWalk.Missing || (i > 0 && string.Equals(samples[i - 1].Key, key, StringComparison.Ordinal)))))
            {
                throw new DiagnosticException(Report.NameNotText(Path.Combine(root, key)));
            }
        }
    }

    /// <summary>On all cores: looking at a file is one call of the system, and most of what a listing costs.</summary>
    private void ForEach(int count, Action<int, FolderGlance> body, CancellationToken cancellation)
    {
        try
        {
            Parallel.For(
                0,
                count,
                new ParallelOptions { CancellationToken = cancellation },
                () => new FolderGlance(root),
                (i, _, glance) =>
                {
                    body(i, glance);
                    return glance;
                },
                glance => glance.Dispose());
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}
