namespace Datastamp.Sampling;

/// <summary>
/// TSM's dense sampling (<c>TSNDataSet</c> with <c>dense_sample</c>, after I3D): K frames, <c>64 // K</c> indices apart,
/// from one start on. Indices are from 0 where upstream's start at 1. With n frames and p = max(1, 1 + n − 64) starts:
/// <list type="bullet">
/// <item>training: <c>(i·(64 // K) + start) mod n</c> for i = 0 … K − 1; the start is from U{0 … p − 2}, or 0 for p = 1, so the last place is never drawn.</item>
/// <item>test: the same for each of ten starts, <c>linspace(0, p − 1, 10)</c> in doubles, rounded down: 10·K indices, start after start.</item>
/// </list>
/// For K &gt; 64 the interval is 0, and all frames of a start are the same. Upstream's validation draws as training does;
/// here it is the test.
/// </summary>
public sealed record DenseSampler : SegmentSampler
{
    private const int Range = 64;
    private const int TestStarts = 10;

    /// <summary>The sampler of a number of frames a start.</summary>
    /// <param name="segments">K: upstream's <c>num_segments</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="segments"/> is not positive, or an array cannot hold ten times as many indices.</exception>
    public DenseSampler(int segments)
        : base(segments, Product(TestStarts, segments, nameof(segments), nameof(segments))) => Segments = segments;

    /// <summary>K, the number of frames from one start on.</summary>
    public int Segments { get; }

    private protected override void FillTrain(int frames, SamplingGenerator generator, Span<int> indices) =>
        Fill(frames, frames > Range ? generator.Next(frames - Range) : 0, indices);

    private protected override void FillTest(int frames, Span<int> indices)
    {
        var last = Math.Max(0, frames - Range);
        var step = last / (double)(TestStarts - 1);
        for (var i = 0; i < TestStarts; i++)
        {
            var start = i == TestStarts - 1 ? last : (int)(i * step);
            Fill(frames, start, indices.Slice(i * Segments, Segments));
        }
    }

    private void Fill(int frames, int start, Span<int> indices)
    {
        for (var i = 0; i < Segments; i++)
        {
            indices[i] = (int)(((long)(Range / Segments) * i + start) % frames);
        }
    }
}
