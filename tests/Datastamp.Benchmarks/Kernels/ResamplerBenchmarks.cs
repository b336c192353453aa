using BenchmarkDotNet.Attributes;
using Datastamp.Geometry;
using Datastamp.Resampling;

namespace Datastamp.Benchmarks.Kernels;

/// <summary>Resizing one image to a short side of 256, as before a center crop of 224.</summary>
[Config(typeof(KernelConfig))]
public class ResamplerBenchmarks
{
    private static readonly ImageSize target = ResizeGeometry.ShortSide(Photograph.Size, 256);

    private readonly byte[] rgb = Photograph.Bytes(Photograph.Channels);
    private readonly byte[] resized = new byte[target.Width * target.Height * Photograph.Channels];
    private readonly Resampler bilinear = Resampler.Create(Photograph.Size, target, Interpolation.Bilinear);
    private readonly Resampler lanczos = Resampler.Create(Photograph.Size, target, Interpolation.Lanczos);

    [Benchmark(Description = "bilinear")]
    [Reads(Photograph.Pixels * Photograph.Channels)]
    public void Bilinear() => bilinear.Resize(rgb, Photograph.Channels, resized);

    [Benchmark(Description = "lanczos")]
    [Reads(Photograph.Pixels * Photograph.Channels)]
    public void Lanczos() => lanczos.Resize(rgb, Photograph.Channels, resized);

    [Benchmark(Description = "weights of lanczos")]
    public Resampler LanczosWeights() => Resampler.Create(Photograph.Size, target, Interpolation.Lanczos);
}
