namespace Datastamp.Sampling;

/// <summary>
/// One frame of each of K equal segments, the default. With n frames and s = n // K:
/// <list type="bullet">
/// <item>n &gt; K, training: index i is <c>i·s + U{0 … s − 1}</c>, one in each segment. The last n mod K frames are never drawn.</item>
/// <item>n &gt; K, test: index i is <c>s // 2 + s·i</c>.</item>
/// <item>n ≤ K, training: 0 … n − 1 and K − n draws from U{0 … n − 1}, sorted.</item>
/// <item>n ≤ K, test: 0 … n − 1 and <c>i mod n</c> for i = 0 … K − n − 1, sorted.</item>
/// </list>
/// As the PyTorch snippet samples segments, but for its last row: it repeats <c>i</c> itself, which is no frame of the video
/// where n &lt; K − n. For n ≥ K − n both are equal.
/// </summary>
public sealed record SourceSampler : SegmentSampler
{
    /// <summary>The sampler of a number of segments.</summary>
    /// <param name="segments">K.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="segments"/> is not positive.</exception>
    public SourceSampler(int segments)
        : base(segments, segments)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(segments);
        Segments = segments;
    }

    /// <summary>K, the number of segments.</summary>
    public int Segments { get; }

    private protected override void FillTrain(int frames, SamplingGenerator generator, Span<int> indices)
    {
        if (frames <= Segments)
        {
            for (var i = 0; i < Segments; i++)
            {
                indices[i] = i < frames ? i : generator.Next(frames);
            }

            indices.Sort();
            return;
        }

        var length = frames / Segments;
        for (var i = 0; i < Segments; i++)
        {
            indices[i] = (i * length) + generator.Next(length);
        }
    }

    private protected override void FillTest(int frames, Span<int> indices)
    {
        if (frames <= Segments)
        {
            for (var i = 0; i < Segments; i++)
            {
                indices[i] = i % frames;
            }

            indices.Sort();
            return;
        }

        var length = frames / Segments;
        for (var i = 0; i < Segments; i++)
        {
            indices[i] = (length / 2) + (length * i);
        }
    }
}
