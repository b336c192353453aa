namespace Datastamp.Sampling;

/// <summary>
/// torchcodec's index based samplers: C clips of F frames, d indices apart. Gives C·F indices, clip after clip. A clip may
/// start from <see cref="RangeStart"/> to before <see cref="RangeEnd"/>; both count from the end of the video where they are
/// negative, an end behind the video is its end, and no end is <c>max(n − d·(F − 1), 1)</c>, so that clips fit where they can.
/// </summary>
public abstract record ClipSampler : SegmentSampler
{
    private protected ClipSampler(int clips, int framesPerClip, int indicesBetweenFrames, int rangeStart, int? rangeEnd, ClipPolicy policy)
        : base(Product(clips, framesPerClip, nameof(clips), nameof(framesPerClip)), clips * framesPerClip)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(indicesBetweenFrames);
        if (!Enum.IsDefined(policy))
        {
            throw new ArgumentOutOfRangeException(nameof(policy), policy, "There is no such policy.");
        }

        Clips = clips;
        FramesPerClip = framesPerClip;
        IndicesBetweenFrames = indicesBetweenFrames;
        RangeStart = rangeStart;
        RangeEnd = rangeEnd;
        Policy = policy;
    }

    /// <summary>C, the number of clips: upstream's <c>num_clips</c>.</summary>
    public int Clips { get; }

    /// <summary>F, the number of frames of a clip: <c>num_frames_per_clip</c>.</summary>
    public int FramesPerClip { get; }

    /// <summary>d, how many indices lie from one frame of a clip to the next: <c>num_indices_between_frames</c>.</summary>
    public int IndicesBetweenFrames { get; }

    /// <summary>The first frame that a clip may start at: <c>sampling_range_start</c>.</summary>
    public int RangeStart { get; }

    /// <summary>The frame before which a clip must start, or null: <c>sampling_range_end</c>.</summary>
    public int? RangeEnd { get; }

    /// <summary>What becomes of frames behind the last one: <c>policy</c>.</summary>
    public ClipPolicy Policy { get; }

    /// <summary>
    /// Evenly spaced clips. With starts from a to b, start i is <c>trunc(linspace(a, b, C))</c> in double precision, as PyTorch
    /// computes it for integers: with <c>step = (b − a)/(C − 1)</c>, <c>a + step·i</c> for i &lt; C // 2 and
    /// <c>b − step·(C − 1 − i)</c> from there on; a for C = 1.
    /// </summary>
    private protected override void FillTest(int frames, Span<int> indices)
    {
        var (first, last) = Starts(frames);
        var step = (last - first) / (double)(Clips - 1);
        FillClip(frames, first, indices[..FramesPerClip]);
        for (var i = 1; i < Clips; i++)
        {
            var start = i < Clips / 2 ? first + (step * i) : last - (step * (Clips - 1 - i));
            FillClip(frames, (int)start, indices.Slice(i * FramesPerClip, FramesPerClip));
        }
    }

    /// <summary>The first and the last frame that a clip may start at.</summary>
    private protected (int First, int Last) Starts(int frames)
    {
        var first = RangeStart < 0 ? (long)frames + RangeStart : RangeStart;
        var end = RangeEnd is not { } given
            ? Math.Max(frames - (IndicesBetweenFrames * (FramesPerClip - 1L)), 1)
            : Math.Min(given < 0 ? (long)frames + given : given, frames);
        if (first < 0 || first >= end)
        {
            throw new ArgumentException($"No clip can start from {first} to before {end} in a video of {frames} frames.", nameof(frames));
        }

        return ((int)first, (int)end - 1);
    }

    private protected void FillClip(int frames, int start, Span<int> clip)
    {
        var whole = Math.Min(FramesPerClip, ((frames - 1 - start) / IndicesBetweenFrames) + 1);
        if (whole < FramesPerClip && Policy == ClipPolicy.Error)
        {
            throw new ArgumentException($"The clip that starts at {start} passes the last of {frames} frames.", nameof(frames));
        }

        for (var i = 0; i < FramesPerClip; i++)
        {
            var place = Policy == ClipPolicy.Wrap ? i % whole : Math.Min(i, whole - 1);
            clip[i] = start + (place * IndicesBetweenFrames);
        }
    }
}
