namespace Datastamp.Sources;

/// <summary>What a source holds.</summary>
/// <param name="Samples">The samples, in ordinal order of their keys.</param>
/// <param name="Watched">Everything that this listing was read from; made while it is enumerated.</param>
public sealed record Listing(IReadOnlyList<Sample> Samples, IEnumerable<WatchedPath> Watched);
