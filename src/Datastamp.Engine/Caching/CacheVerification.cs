using System.Collections.Immutable;

namespace Datastamp.Caching;

/// <summary>What came of comparing the cache with itself and with the files that it knows.</summary>
/// <param name="Damage">What SQLite says of the database, where it is damaged; then it was deleted.</param>
/// <param name="Checked">Files of unchanged length and time that were read and hashed.</param>
/// <param name="Changed">Files that are gone or have another length or time, which the next run reads anyway.</param>
/// <param name="Wrong">Absolute paths of files whose contents are others than the cache says; they were forgotten.</param>
public sealed record CacheVerification(string? Damage, long Checked, long Changed, ImmutableArray<string> Wrong)
{
    /// <summary>Whether nothing was wrong.</summary>
    public bool IsGood => Damage is null && Wrong.IsEmpty;
}
