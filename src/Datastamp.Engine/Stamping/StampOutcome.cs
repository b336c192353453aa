using Datastamp.Measuring;
using Datastamp.Sources;

namespace Datastamp.Stamping;

/// <summary>What a run left behind.</summary>
/// <param name="Lock">The lock that the generated code is of, and the link that leads to it where it is one.</param>
/// <param name="Written">The files that were generated.</param>
/// <param name="Watched">Every path of the data that the result depends on; made while it is enumerated.</param>
public sealed record StampOutcome(IReadOnlyList<WatchedPath> Lock, IReadOnlyList<string> Written, IEnumerable<WatchedPath> Watched)
{
    /// <summary>What is known of the datasets.</summary>
    public required KnownDatasets Known { get; init; }
}
