namespace Datastamp.Sharding;

/// <summary>A file's content, without its bytes.</summary>
/// <param name="Key">Its key in the source.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Hash">SHA-256 in lower-case hex.</param>
public sealed record HashedFile(string Key, int Length, string Hash);
