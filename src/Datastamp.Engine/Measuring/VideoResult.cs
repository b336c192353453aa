using System.Collections.Immutable;
using Datastamp.Videos;

namespace Datastamp.Measuring;

/// <summary>What is known of a video dataset: what the lock records, and what every output is written from.</summary>
public sealed record VideoResult : DatasetResult
{
    /// <summary>The whole, valid videos, in ordinal order of their keys.</summary>
    public required ImmutableArray<VideoFacts> Videos { get; init; }
}
