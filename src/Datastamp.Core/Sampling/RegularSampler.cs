namespace Datastamp.Sampling;

/// <summary>
/// torchcodec's <c>clips_at_regular_indices</c>: evenly spaced clips, in training as in test. With starts from a to b,
/// start i is <c>trunc(linspace(a, b, C))</c> in double precision, as PyTorch computes it for integers; a for C = 1. Where
/// there are more clips than starts, some are repeated.
/// </summary>
public sealed record RegularSampler : ClipSampler
{
    /// <summary>The sampler of a number of clips.</summary>
    /// <param name="clips">C: upstream's <c>num_clips</c>.</param>
    /// <param name="framesPerClip">F: <c>num_frames_per_clip</c>.</param>
    /// <param name="indicesBetweenFrames">d: <c>num_indices_between_frames</c>.</param>
    /// <param name="rangeStart">The first frame that a clip may start at, from the video's end where negative.</param>
    /// <param name="rangeEnd">The frame before which a clip must start, from the video's end where negative; null so that clips fit.</param>
    /// <param name="policy">What becomes of frames behind the last one.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count or an interval is not positive, an array cannot hold so many indices, or there is no such policy.</exception>
    public RegularSampler(
        int clips,
        int framesPerClip = 1,
        int indicesBetweenFrames = 1,
        int rangeStart = 0,
        int? rangeEnd = null,
        ClipPolicy policy = ClipPolicy.RepeatLast)
        : base(clips, framesPerClip, indicesBetweenFrames, rangeStart, rangeEnd, policy)
    {
    }

    private protected override void FillTrain(int frames, SamplingGenerator generator, Span<int> indices) => FillTest(frames, indices);
}
