using System.Collections.Immutable;
using Datastamp.Sampling;
using Datastamp.Videos;

namespace Datastamp.Definitions;

/// <summary>What is asked of one video dataset, beside what every dataset is asked.</summary>
public sealed record VideoDataset : Dataset
{
    /// <summary>The most segments that indices are generated for.</summary>
    public const int MaxSegments = 1024;

    /// <summary>The globs that select files when the definition names none.</summary>
    public static readonly ImmutableArray<string> AllVideos =
    [
        .. new[] { "mp4", "m4v", "mov", "qt", "3gp", "3g2", "mkv", "webm", "avi", "ts", "mts", "m2ts", "mpg", "mpeg", "m2v", "vob", "flv", "f4v", "wmv", "asf", "ogv", "mxf" }
            .Select(extension => "**/*." + extension),
    ];

    /// <summary>A dataset of all videos of its folder.</summary>
    public VideoDataset() => Patterns = AllVideos;

    /// <summary>How frames are counted at least: a doubtful file is decoded whatever this says. Never <see cref="FrameCountSource.Header"/>.</summary>
    public FrameCountSource FrameCount { get; init; }

    /// <summary>What a file's identity is made of.</summary>
    public VideoIdentity Identity { get; init; }

    /// <summary>K: how many frames the indices of each clip name; 0 for no indices.</summary>
    public int Segments { get; init; }

    /// <summary>How those are chosen: a sampler that gives K indices in tests.</summary>
    public SamplingProfile Profile { get; init; }

    /// <summary>The frames of a clip that its segment indices name: K of them, or none.</summary>
    /// <param name="frames">The clip's number of frames, at least 1.</param>
    public int[] SegmentIndices(int frames) => Segments == 0 ? [] : SegmentSampler.Create(Profile, Segments).Test(frames);

    /// <inheritdoc/>
    public override string Kind => "video";

    /// <inheritdoc/>
    public override MeasuredDefinition Measured => new(
    [
        new("pattern", Patterns == AllVideos ? string.Empty : string.Join(';', Patterns)),
        new("exclude", string.Join(';', Exclude)),
        new("frameCount", FrameCount.ToString()),
        new("identity", Identity.ToString()),
    ]);
}
