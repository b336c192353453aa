using System.Collections.Immutable;
using Datastamp.Measuring;

namespace Datastamp.Comparing;

/// <summary>Finds which files of a dataset are not what they were.</summary>
internal static class FileChanges
{
    /// <summary>The changes from one state to another, in ordinal order of keys.</summary>
    /// <param name="before">The files as they were.</param>
    /// <param name="now">The files as they are.</param>
    /// <param name="badFiles">Which of these are not whole and valid, as far as that is known.</param>
    /// <param name="describe">What to say of a changed file, or null.</param>
    public static ImmutableArray<FileChange> Between(
        IEnumerable<FileEntry> before, IEnumerable<FileEntry> now, IEnumerable<BadFile> badFiles, Func<string, string?>? describe = null)
    {
        var old = before.ToDictionary(file => file.Key, StringComparer.Ordinal);
        var reasons = badFiles.ToDictionary(file => file.Key, file => file.Reason, StringComparer.Ordinal);
        var changes = new List<FileChange>();
        var added = new List<FileEntry>();
        foreach (var file in now)
        {
            if (!old.Remove(file.Key, out var same))
            {
                added.Add(file);
            }
            else if (!IsSame(same, file))
            {
                changes.Add(reasons.TryGetValue(file.Key, out var reason) ? new(FileChangeKind.Damaged, file.Key, reason) : new(FileChangeKind.Changed, file.Key, describe?.Invoke(file.Key)));
            }
        }

        // Of several files with the same contents, any was renamed to any: in order, so that it is always the same.
        var gone = old.Values.OrderBy(file => file.Key, StringComparer.Ordinal).ToLookup(file => (file.Length, file.Identity));
        var used = gone.ToDictionary(same => same.Key, same => new Queue<string>(same.Select(file => file.Key)));
        foreach (var file in added)
        {
            changes.Add(file.IsRead && used.TryGetValue((file.Length, file.Identity), out var names) && names.TryDequeue(out var name)
                ? new(FileChangeKind.Renamed, file.Key, name)
                : reasons.TryGetValue(file.Key, out var reason) ? new(FileChangeKind.Added, file.Key, reason) : new(FileChangeKind.Added, file.Key));
        }

        changes.AddRange(used.Values.SelectMany(names => names).Select(name => new FileChange(FileChangeKind.Removed, name)));
        return [.. changes.OrderBy(change => change.Key, StringComparer.Ordinal)];
    }

    /// <summary>Of a file that a sample left out, before or now, the length is all that can differ.</summary>
    private static bool IsSame(FileEntry before, FileEntry now) => before.IsRead && now.IsRead ? before == now : before.Length == now.Length;
}
