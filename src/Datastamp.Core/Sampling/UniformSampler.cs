namespace Datastamp.Sampling;

/// <summary>
/// The sampling of mmaction2's <c>UniformSampleFrames</c>: M clips, each over the whole video, of one frame from each of L
/// segments. Gives M·L indices, clip after clip. With n frames, segment i begins at <c>bᵢ = i·n // L</c>, so segments cover
/// every frame and differ by at most one in length:
/// <list type="bullet">
/// <item>training, n ≥ 2·L: index i is <c>bᵢ + U{0 … bᵢ₊₁ − bᵢ − 1}</c>, drawn anew for every clip.</item>
/// <item>training, L ≤ n &lt; 2·L: index i is i and the number of gaps up to i, for n − L gaps drawn from 0 … L without repeats.</item>
/// <item>training, n &lt; L: L frames from <c>U{0 … n − 1}</c> on, mod n.</item>
/// <item>test, n ≥ L: index i of clip j is <c>bᵢ + (2j + 1)·(bᵢ₊₁ − bᵢ) // (2M)</c>, the middle of the segment for M = 1.</item>
/// <item>test, n &lt; L: L frames from j on where n &lt; M, else from <c>j·n // M</c> on, mod n.</item>
/// </list>
/// Upstream's test, n ≥ L, takes training draws from NumPy's generator with a fixed seed of 255; this one spreads the
/// clips instead, without any draw. Not offered: <c>repeat_frame</c>. Training draws M clips as the variant for
/// skeletons does; the one for videos has a single clip.
/// </summary>
public sealed record UniformSampler : SegmentSampler
{
    /// <summary>The sampler of a number of segments.</summary>
    /// <param name="segments">L, segments and so frames of a clip: upstream's <c>clip_len</c>.</param>
    /// <param name="clips">M: upstream's <c>num_clips</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive, or an array cannot hold so many indices.</exception>
    public UniformSampler(int segments, int clips = 1)
        : base(Product(segments, clips, nameof(segments), nameof(clips)), segments * clips)
    {
        Segments = segments;
        Clips = clips;
    }

    /// <summary>L, the number of segments and so of frames of a clip.</summary>
    public int Segments { get; }

    /// <summary>M, the number of clips.</summary>
    public int Clips { get; }

    private protected override void FillTrain(int frames, SamplingGenerator generator, Span<int> indices)
    {
        for (; !indices.IsEmpty; indices = indices[Segments..])
        {
            var clip = indices[..Segments];
            if (frames < Segments)
            {
                Cycle(frames, generator.Next(frames), clip);
            }
            else if (frames - Segments < Segments)
            {
                Skip(frames - Segments, generator, clip);
            }
            else
            {
                for (var i = 0; i < Segments; i++)
                {
                    clip[i] = Begin(frames, i) + generator.Next(Begin(frames, i + 1) - Begin(frames, i));
                }
            }
        }
    }

    private protected override void FillTest(int frames, Span<int> indices)
    {
        for (var j = 0; j < Clips; j++)
        {
            var clip = indices.Slice(j * Segments, Segments);
            if (frames < Segments)
            {
                Cycle(frames, frames < Clips ? j : (int)((long)j * frames / Clips), clip);
                continue;
            }

            for (var i = 0; i < Segments; i++)
            {
                var length = Begin(frames, i + 1) - Begin(frames, i);
                clip[i] = Begin(frames, i) + (int)(((2L * j) + 1) * length / (2L * Clips));
            }
        }
    }

    private static void Cycle(int frames, int start, Span<int> clip)
    {
        for (var i = 0; i < clip.Length; i++)
        {
            clip[i] = (int)(((long)start + i) % frames);
        }
    }

    /// <summary>Draws the gaps one after another (Knuth, The Art of Computer Programming 2, algorithm S), so none need be kept.</summary>
    private static void Skip(int gaps, SamplingGenerator generator, Span<int> clip)
    {
        var passed = 0;
        for (var i = 0; i < clip.Length; i++)
        {
            if (generator.Next(clip.Length + 1 - i) < gaps - passed)
            {
                passed++;
            }

            clip[i] = i + passed;
        }
    }

    private int Begin(int frames, int segment) => (int)((long)segment * frames / Segments);
}
