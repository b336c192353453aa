namespace Datastamp.Sampling;

/// <summary>
/// torchcodec's <c>clips_at_random_indices</c>: the start of each clip is drawn from all starts, with repeats and in no
/// order. Upstream has no test: here it gives the evenly spaced clips of <see cref="RegularSampler"/>.
/// </summary>
public sealed record RandomSampler : ClipSampler
{
    /// <summary>The sampler of a number of clips.</summary>
    /// <param name="clips">C: upstream's <c>num_clips</c>.</param>
    /// <param name="framesPerClip">F: <c>num_frames_per_clip</c>.</param>
    /// <param name="indicesBetweenFrames">d: <c>num_indices_between_frames</c>.</param>
    /// <param name="rangeStart">The first frame that a clip may start at, from the video's end where negative.</param>
    /// <param name="rangeEnd">The frame before which a clip must start, from the video's end where negative; null so that clips fit.</param>
    /// <param name="policy">What becomes of frames behind the last one.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count or an interval is not positive, an array cannot hold so many indices, or there is no such policy.</exception>
    public RandomSampler(
        int clips,
        int framesPerClip = 1,
        int indicesBetweenFrames = 1,
        int rangeStart = 0,
        int? rangeEnd = null,
        ClipPolicy policy = ClipPolicy.RepeatLast)
        : base(clips, framesPerClip, indicesBetweenFrames, rangeStart, rangeEnd, policy)
    {
    }

    private protected override void FillTrain(int frames, SamplingGenerator generator, Span<int> indices)
    {
        var (first, last) = Starts(frames);
        for (; !indices.IsEmpty; indices = indices[FramesPerClip..])
        {
            FillClip(frames, first + generator.Next(last - first + 1), indices[..FramesPerClip]);
        }
    }
}
