using System.Collections.Immutable;
using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Probing;
using Datastamp.Sampling;

namespace Datastamp.Sharding;

/// <summary>A part of a video dataset.</summary>
public sealed record VideoPart : Part
{
    /// <summary>K: how many frames the indices of each clip name; 0 for no indices.</summary>
    public required int Segments { get; init; }

    /// <summary>How those are chosen.</summary>
    public required SamplingProfile Profile { get; init; }

    /// <summary>What came of probing each file, in ordinal order of their keys.</summary>
    internal ImmutableArray<(string Key, ProbedVideo Video)> Probed { get; init; } = [];

    /// <inheritdoc/>
    public override string Kind => "video";

    /// <inheritdoc/>
    public override int Files => Probed.Length;

    /// <summary>The dataset, as far as tables show it.</summary>
    public VideoDataset Dataset => new() { Name = Name, Include = Include, Root = Path.GetFullPath(Include), Segments = Segments, Profile = Profile };

    /// <summary>What was found, where this is the whole dataset.</summary>
    public VideoMeasurement ToMeasurement() => VideoMeasurer.Measured(Probed);

    /// <inheritdoc/>
    internal override string? DifferenceFrom(Part other) => base.DifferenceFrom(other)
        ?? (other is VideoPart video && (video.Segments, video.Profile) != (Segments, Profile)
            ? FormattableString.Invariant($"{Segments} segments by {Profile}, and {video.Segments} by {video.Profile} there")
            : null);
}
