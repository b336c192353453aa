using Datastamp.Sampling;
using Datastamp.Videos;

namespace Datastamp.Definitions;

/// <summary>What a project may say of a video dataset beside its folder. What editors are told is held to this by tests.</summary>
public static class VideoMetadata
{
    /// <summary>How many frames of each clip the indices name.</summary>
    public static readonly MetadataName Segments = new("Segments");

    /// <summary>How they are chosen: the samplers that give one index a segment, without drawing.</summary>
    public static readonly MetadataChoice<SamplingProfile> Profile = MetadataChoice.Named(
        "Profile", SamplingProfile.Source, SamplingProfile.Tsn, SamplingProfile.SampleFrames, SamplingProfile.Uniform, SamplingProfile.Linspace, SamplingProfile.Regular);

    /// <summary>How frames are counted at least.</summary>
    public static readonly MetadataChoice<FrameCountSource> FrameCount = MetadataChoice.Named(
        "FrameCount", FrameCountSource.Index, FrameCountSource.Packets, FrameCountSource.Decode);

    /// <summary>What a file's identity is made of. MSBuild keeps the name Identity for itself.</summary>
    public static readonly MetadataChoice<VideoIdentity> Identity = MetadataChoice.Named("FileIdentity", VideoIdentity.Tables, VideoIdentity.Full);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<MetadataName> All { get; } =
        [DatasetMetadata.Name, DatasetMetadata.Pattern, DatasetMetadata.ExcludePattern, Segments, Profile, FrameCount, Identity, DatasetMetadata.OnBadFile];
}
