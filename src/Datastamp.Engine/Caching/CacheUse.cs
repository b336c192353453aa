namespace Datastamp.Caching;

/// <summary>What is made of the cache by a measurement.</summary>
/// <param name="Folder">The cache's absolute path; null for no cache.</param>
/// <param name="IsBelieved">Whether what is known is made use of, and not only written.</param>
public readonly record struct CacheUse(string? Folder, bool IsBelieved)
{
    /// <summary>Every file is read and decoded, and nothing is kept.</summary>
    public static CacheUse None => default;

    /// <summary>The user's cache. What is known is not measured again, unless it is asked for.</summary>
    public static CacheUse OfUser(bool isRecomputed = false) => new(SharedMeasurements.DefaultFolder, !isRecomputed);
}
