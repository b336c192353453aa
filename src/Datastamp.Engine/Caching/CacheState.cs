namespace Datastamp.Caching;

/// <summary>What the cache holds.</summary>
/// <param name="File">The database's absolute path.</param>
/// <param name="Bytes">Its size and that of what lies beside it: lists of files, logs.</param>
/// <param name="Limit">The size that it is kept within.</param>
/// <param name="Files">Files whose contents are known by where they lie.</param>
/// <param name="Images">Images whose integers are known by their contents.</param>
/// <param name="Results">Datasets whose result is known.</param>
public sealed record CacheState(string File, long Bytes, long Limit, long Files, long Images, long Results);
