using Datastamp.Caching;
using Datastamp.Diagnostics;
using Datastamp.Torch.Native;

namespace Datastamp.Tool.Backends;

/// <summary>Takes backends away, each under a name that is none before its files go.</summary>
internal static class BackendRemoval
{
    /// <summary>Removes the backends of a kind, and what is left of their broken-off installations and removals.</summary>
    /// <returns>What is gone, and how large it was.</returns>
    /// <exception cref="DiagnosticException">DS0302: something cannot be removed.</exception>
    public static async Task<IReadOnlyList<(string Folder, long Bytes)>> RunAsync(string root, BackendKind kind, CancellationToken cancellation)
    {
        var removed = new List<(string, long)>();
        if (!Directory.Exists(root))
        {
            return removed;
        }

        var prefix = kind.ToString().ToLowerInvariant() + "-";
        var folders = Directory.GetDirectories(root).Where(folder => Path.GetFileName(folder).TrimStart('.').StartsWith(prefix, StringComparison.Ordinal));
        foreach (var folder in folders.Order(StringComparer.Ordinal))
        {
            try
            {
                var version = VersionOf(Path.GetFileName(folder), prefix);
                using var guard = await FileGuard.AcquireAsync(new BackendFolders(root, kind, version).Guard, () => { }, cancellation);
                var bytes = FolderSize.Of(folder);
                var discarded = new BackendFolders(root, kind, version).Discarded;
                Directory.Move(folder, discarded);
                Directory.Delete(discarded, recursive: true);
                removed.Add((folder, bytes));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new DiagnosticException(Report.CannotWrite(folder, e.Message), e);
            }
        }

        return removed;
    }

    /// <summary>Of <c>cpu-2.10.0</c> and <c>.cpu-2.10.0.work</c>, the version.</summary>
    private static string VersionOf(string name, string prefix)
    {
        const int parts = 3;
        var rest = name.TrimStart('.')[prefix.Length..].Split('.');
        return string.Join('.', rest.Take(parts));
    }
}
