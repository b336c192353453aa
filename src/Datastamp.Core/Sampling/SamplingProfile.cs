namespace Datastamp.Sampling;

/// <summary>The names of the samplers. <see cref="SegmentSampler.Create"/> says which parameters a name stands for.</summary>
public enum SamplingProfile
{
    /// <summary><see cref="SourceSampler"/>, the default.</summary>
    Source,

    /// <summary><see cref="TsnSampler"/>: tsn-pytorch and TSM.</summary>
    Tsn,

    /// <summary><see cref="SampleFramesSampler"/>: mmaction2's <c>SampleFrames</c>.</summary>
    SampleFrames,

    /// <summary><see cref="UniformSampler"/>: mmaction2's <c>UniformSampleFrames</c>.</summary>
    Uniform,

    /// <summary><see cref="DenseSampler"/>: TSM's dense sampling.</summary>
    Dense,

    /// <summary><see cref="LinspaceSampler"/>: pytorchvideo's <c>uniform_temporal_subsample</c>.</summary>
    Linspace,

    /// <summary><see cref="RegularSampler"/>: torchcodec's <c>clips_at_regular_indices</c>.</summary>
    Regular,

    /// <summary><see cref="RandomSampler"/>: torchcodec's <c>clips_at_random_indices</c>.</summary>
    Random,
}
