namespace Datastamp.Sampling;

/// <summary>
/// The sampling of pytorchvideo's <c>uniform_temporal_subsample</c>, in training as in test: <c>trunc(linspace(0, n − 1, k))</c>
/// for n frames and k samples, in single precision, as PyTorch computes it on a CPU. With <c>step = (n − 1)/(k − 1)</c>, index i
/// is <c>step·i</c> for i &lt; k // 2 and <c>(n − 1) − step·(k − 1 − i)</c> from there on; 0 for k = 1.
/// Where i·(n − 1)/(k − 1) is a whole number, rounding may give one less than it: n = 148, k = 64 has 62 for 63.
/// </summary>
public sealed record LinspaceSampler : SegmentSampler
{
    /// <summary>The sampler of a number of frames.</summary>
    /// <param name="samples">k: upstream's <c>num_samples</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="samples"/> is not positive.</exception>
    public LinspaceSampler(int samples)
        : base(samples, samples)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(samples);
        Samples = samples;
    }

    /// <summary>k, the number of frames that are chosen.</summary>
    public int Samples { get; }

    private protected override void FillTrain(int frames, SamplingGenerator generator, Span<int> indices) => FillTest(frames, indices);

    private protected override void FillTest(int frames, Span<int> indices)
    {
        var last = (float)(frames - 1);
        var step = last / (Samples - 1);
        indices[0] = 0;
        for (var i = 1; i < Samples; i++)
        {
            var index = i < Samples / 2 ? step * i : last - (step * (Samples - 1 - i));

            // Above 2^24 the nearest float may be behind the last frame.
            indices[i] = Math.Min((int)index, frames - 1);
        }
    }
}
