namespace Datastamp.Sampling;

/// <summary>
/// The sampling of tsn-pytorch and TSM (<c>TSNDataSet</c>), with indices from 0 where theirs start at 1. An index is the
/// first frame of a clip of L. With n frames, K segments and m = n − L + 1 places for a clip:
/// <list type="bullet">
/// <item>training, m // K &gt; 0: index i is <c>i·(m // K) + U{0 … m // K − 1}</c> (<c>_sample_indices</c>).</item>
/// <item>training, else, n &gt; K: K draws from U{0 … m − 1}, sorted; tsn-pytorch itself draws one number there and fails, TSM draws K.</item>
/// <item>training, else: zeros.</item>
/// <item>test, n &gt; K + L − 1: index i is <c>int(tick/2 + tick·i)</c>, tick = m/K in doubles (<c>_get_val_indices</c>).</item>
/// <item>test, else: zeros. <c>_get_test_indices</c> has no such case and spreads few frames by the formula above.</item>
/// </list>
/// Where m ≤ 0, no clip fits: upstream's training fails where n &gt; K, this gives zeros, as its validation does. A clip
/// then passes the last frame, which upstream repeats.
/// </summary>
public sealed record TsnSampler : SegmentSampler
{
    /// <summary>The sampler of a number of segments and a clip length.</summary>
    /// <param name="segments">K.</param>
    /// <param name="clipLength">L, frames a clip: upstream's <c>new_length</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public TsnSampler(int segments, int clipLength = 1)
        : base(segments, segments)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(segments);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(clipLength);
        Segments = segments;
        ClipLength = clipLength;
    }

    /// <summary>K, the number of segments.</summary>
    public int Segments { get; }

    /// <summary>L, the number of frames of a clip.</summary>
    public int ClipLength { get; }

    private protected override void FillTrain(int frames, SamplingGenerator generator, Span<int> indices)
    {
        var places = frames - ClipLength + 1;
        var average = places / Segments;
        if (average > 0)
        {
            for (var i = 0; i < Segments; i++)
            {
                indices[i] = (i * average) + generator.Next(average);
            }
        }
        else if (frames > Segments && places > 0)
        {
            for (var i = 0; i < Segments; i++)
            {
                indices[i] = generator.Next(places);
            }

            indices.Sort();
        }
        else
        {
            indices.Clear();
        }
    }

    private protected override void FillTest(int frames, Span<int> indices)
    {
        var places = frames - ClipLength + 1;
        if (places <= Segments)
        {
            indices.Clear();
            return;
        }

        var tick = places / (double)Segments;
        for (var i = 0; i < Segments; i++)
        {
            indices[i] = (int)((tick / 2.0) + (tick * i));
        }
    }
}
