namespace Datastamp.Sampling;

/// <summary>
/// The sampling of mmaction2's <c>SampleFrames</c>: C clips of L frames, I indices apart. Gives C·L indices, clip after
/// clip; clip starts o become frames <c>o + j·I</c>, j = 0 … L − 1, and <see cref="OutOfBound"/> says what becomes of those
/// behind the last frame. With n frames:
/// <list type="bullet">
/// <item>test: with e = max(n − (L − 1)·I − 1, 0), start i is <c>round(i·(e/(C − 1)))</c> in doubles, halves to even; <c>e // 2</c> for C = 1.</item>
/// <item>training, m = n − L·I + 1, a = m // C &gt; 0: start i is <c>i·a + U{0 … a − 1}</c>.</item>
/// <item>training, else, n &gt; max(C, L·I): C draws from U{0 … m − 1}, sorted.</item>
/// <item>training, else, m ≥ 0: start i is <c>round(i·(m/C))</c>, halves to even, and may pass the last place for a clip.</item>
/// <item>training, else: zeros.</item>
/// <item>training with <see cref="KeepTailFrames"/>: start i is <c>int(i·(m/C) + U[0, m/C))</c> for m &gt; 0, else zeros.</item>
/// </list>
/// Indices of a short video need not ascend. Not offered: <c>temporal_jitter</c> and <c>twice_sample</c>.
/// </summary>
public sealed record SampleFramesSampler : SegmentSampler
{
    /// <summary>The sampler of a number of clips.</summary>
    /// <param name="clips">C: upstream's <c>num_clips</c>.</param>
    /// <param name="clipLength">L, frames a clip: <c>clip_len</c>.</param>
    /// <param name="frameInterval">I, indices from one frame of a clip to the next: <c>frame_interval</c>.</param>
    /// <param name="outOfBound">What becomes of frames behind the last one: <c>out_of_bound_opt</c>.</param>
    /// <param name="keepTailFrames">Whether training also draws from the last m mod C places: <c>keep_tail_frames</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive, an array cannot hold so many indices, or there is no such <paramref name="outOfBound"/>.</exception>
    public SampleFramesSampler(
        int clips, int clipLength = 1, int frameInterval = 1, OutOfBound outOfBound = OutOfBound.Loop, bool keepTailFrames = false)
        : base(Product(clips, clipLength, nameof(clips), nameof(clipLength)), clips * clipLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(frameInterval);
        if (!Enum.IsDefined(outOfBound))
        {
            throw new ArgumentOutOfRangeException(nameof(outOfBound), outOfBound, "There is no such way.");
        }

        Clips = clips;
        ClipLength = clipLength;
        FrameInterval = frameInterval;
        OutOfBound = outOfBound;
        KeepTailFrames = keepTailFrames;
    }

    /// <summary>C, the number of clips.</summary>
    public int Clips { get; }

    /// <summary>L, the number of frames of a clip.</summary>
    public int ClipLength { get; }

    /// <summary>I, how many indices lie from one frame of a clip to the next.</summary>
    public int FrameInterval { get; }

    /// <summary>What becomes of frames behind the last one.</summary>
    public OutOfBound OutOfBound { get; }

    /// <summary>Whether training also draws from the places that are left over when they are divided among the clips.</summary>
    public bool KeepTailFrames { get; }

    private protected override void FillTrain(int frames, SamplingGenerator generator, Span<int> indices)
    {
        var starts = indices[..Clips];
        var places = frames - ((long)ClipLength * FrameInterval) + 1;
        var average = places / Clips;
        if (KeepTailFrames && places > 0)
        {
            var interval = places / (double)Clips;
            for (var i = 0; i < Clips; i++)
            {
                // The sum of both products may be rounded up to the next clip's first place, and the last one has none.
                starts[i] = (int)Math.Min((i * interval) + (interval * generator.NextDouble()), places - 1);
            }
        }
        else if (KeepTailFrames || places < 0)
        {
            starts.Clear();
        }
        else if (average > 0)
        {
            for (var i = 0; i < Clips; i++)
            {
                starts[i] = (int)((i * average) + generator.Next((int)average));
            }
        }
        else if (frames > Clips && places > 1)
        {
            for (var i = 0; i < Clips; i++)
            {
                starts[i] = generator.Next((int)places);
            }

            starts.Sort();
        }
        else
        {
            Spread(starts, places / (double)Clips);
        }

        Expand(frames, indices);
    }

    private protected override void FillTest(int frames, Span<int> indices)
    {
        var starts = indices[..Clips];
        var last = Math.Max(frames - ((ClipLength - 1L) * FrameInterval) - 1, 0);
        if (Clips == 1)
        {
            starts[0] = (int)(last / 2);
        }
        else
        {
            Spread(starts, last / (double)(Clips - 1));
        }

        Expand(frames, indices);
    }

    private static void Spread(Span<int> starts, double interval)
    {
        for (var i = 0; i < starts.Length; i++)
        {
            starts[i] = (int)Math.Round(i * interval, MidpointRounding.ToEven);
        }
    }

    /// <summary>Turns the starts, which lie in front, into clips: from the last one, so that no start is lost.</summary>
    private void Expand(int frames, Span<int> indices)
    {
        for (var clip = Clips - 1; clip >= 0; clip--)
        {
            var start = indices[clip];
            var last = 0;
            for (var j = 0; j < ClipLength; j++)
            {
                var index = start + ((long)j * FrameInterval);
                last = index < frames ? (int)index : last;
                indices[(clip * ClipLength) + j] = OutOfBound == OutOfBound.Loop ? (int)(index % frames) : last;
            }
        }
    }
}
