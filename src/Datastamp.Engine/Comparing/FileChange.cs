namespace Datastamp.Comparing;

/// <summary>One file that is not what it was.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Key">Its key in the source.</param>
/// <param name="Detail">Of a renamed file its key before; of a damaged one the reason; of a changed video what changed; or null.</param>
public sealed record FileChange(FileChangeKind Kind, string Key, string? Detail = null);
