using BenchmarkDotNet.Attributes;
using Datastamp.Statistics;

namespace Datastamp.Benchmarks.Kernels;

/// <summary>Σx and Σx² of one image: what every measured image costs beside decoding.</summary>
[Config(typeof(KernelConfig))]
public class SampleSumsBenchmarks
{
    private readonly byte[] rgb = Photograph.Bytes(Photograph.Channels);
    private readonly byte[] gray = Photograph.Bytes(1);
    private readonly ushort[] wideRgb = Photograph.Words(Photograph.Channels);
    private readonly ulong[] sum = new ulong[Photograph.Channels];
    private readonly ulong[] sumOfSquares = new ulong[Photograph.Channels];

    [Benchmark(Description = "RGB, 8 bits")]
    [Reads(Photograph.Pixels * Photograph.Channels)]
    public void RgbBytes() => SampleSums.Compute(rgb, sum, sumOfSquares);

    [Benchmark(Description = "gray, 8 bits")]
    [Reads(Photograph.Pixels)]
    public void GrayBytes() => SampleSums.Compute(gray, sum.AsSpan(0, 1), sumOfSquares.AsSpan(0, 1));

    [Benchmark(Description = "RGB, 16 bits")]
    [Reads(Photograph.Pixels * Photograph.Channels * sizeof(ushort))]
    public void RgbWords() => SampleSums.Compute(wideRgb, sum, sumOfSquares);
}
