using System.Collections.Immutable;
using Datastamp.Videos;

namespace Datastamp.Measuring;

/// <summary>What was found in a video dataset.</summary>
public sealed record VideoMeasurement
{
    /// <summary>Number of selected files, bad ones included.</summary>
    public required int Files { get; init; }

    /// <summary>Bytes of all selected files.</summary>
    public required long Bytes { get; init; }

    /// <summary>The content's identity: see <see cref="DatasetFingerprint"/>.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>All that is known of files of which anything is, bad ones included, in ordinal order of their keys.</summary>
    public required ImmutableArray<VideoFacts> Videos { get; init; }

    /// <summary>Files that are no whole, valid videos, in order of their keys.</summary>
    public required ImmutableArray<BadFile> BadFiles { get; init; }
}
