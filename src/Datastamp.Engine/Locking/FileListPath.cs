using Datastamp.Definitions;

namespace Datastamp.Locking;

/// <summary>Where the lists of files lie that are committed beside a lock.</summary>
internal static class FileListPath
{
    /// <summary>For <c>datastamp.lock.json</c> and the dataset <c>Train</c>: <c>datastamp.lock.Train.files</c>. The dataset's name is made an identifier, unlike all others in any case.</summary>
    /// <param name="lockFile">The absolute path of the lock.</param>
    /// <param name="names">All datasets of the project, in its order.</param>
    /// <returns>The absolute paths by dataset.</returns>
    public static IReadOnlyDictionary<string, string> For(string lockFile, IReadOnlyList<string> names)
    {
        var start = Path.ChangeExtension(lockFile, null);
        return names
            .Zip(Identifiers.For(names, [], name => [name.ToUpperInvariant()]))
            .ToDictionary(pair => pair.First, pair => $"{start}.{pair.Second}.files", StringComparer.Ordinal);
    }
}
