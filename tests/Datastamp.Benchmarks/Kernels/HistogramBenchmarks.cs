using BenchmarkDotNet.Attributes;
using Datastamp.Statistics;

namespace Datastamp.Benchmarks.Kernels;

/// <summary>Counting the values of one image, where a histogram is asked for.</summary>
[Config(typeof(KernelConfig))]
public class HistogramBenchmarks
{
    private readonly byte[] rgb = Photograph.Bytes(Photograph.Channels);
    private readonly ushort[] wideRgb = Photograph.Words(Photograph.Channels);
    private readonly HistogramBuilder histogram = new(Photograph.Channels);

    [Benchmark(Description = "RGB, 8 bits")]
    [Reads(Photograph.Pixels * Photograph.Channels)]
    public void RgbBytes() => histogram.Add(rgb);

    [Benchmark(Description = "RGB, 16 bits")]
    [Reads(Photograph.Pixels * Photograph.Channels * sizeof(ushort))]
    public void RgbWords() => histogram.Add(wideRgb);
}
