namespace Datastamp.Sources;

/// <summary>A file or folder whose change means that a listing is no longer true.</summary>
/// <param name="Path">The absolute path.</param>
/// <param name="Length">A file's length in bytes; -1 for a folder, -2 where nothing is there.</param>
/// <param name="Ticks">The last write, in UTC ticks (100 ns).</param>
public readonly record struct WatchedPath(string Path, long Length, long Ticks);
