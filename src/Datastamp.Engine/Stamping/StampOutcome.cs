using Datastamp.Sources;

namespace Datastamp.Stamping;

/// <summary>What a run left behind.</summary>
/// <param name="Watched">Every path of the data that the result depends on.</param>
/// <param name="IsLockWritten">Whether the lock changed.</param>
public sealed record StampOutcome(IReadOnlyList<WatchedPath> Watched, bool IsLockWritten);
