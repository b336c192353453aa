using CsCheck;
using Datastamp.Geometry;
using Datastamp.Torch.Transforms;
using TorchSharp;

namespace Datastamp.Torch.Tests.Transforms;

/// <summary>Noise, as bytes and as tensors.</summary>
internal static class RandomImages
{
    public static readonly Gen<ImageSize> Sizes = Gen.Select(Gen.Int[1, 60], Gen.Int[1, 60]).Select((width, height) => new ImageSize(width, height));

    public static byte[] Samples(ImageSize size, int channels, int seed)
    {
        var samples = new byte[size.Width * size.Height * channels];
        new Random(seed).NextBytes(samples);
        return samples;
    }

    public static torch.Tensor Tensor(byte[] samples, ImageSize size, int channels)
    {
        using var interleaved = torch.tensor(samples).view(size.Height, size.Width, channels);
        return interleaved.permute(2, 0, 1).contiguous();
    }

    /// <summary>What a transform makes of an image, from bytes.</summary>
    public static torch.Tensor Apply(Transform transform, byte[] samples, ImageSize size, int channels, ulong seed) =>
        transform.Apply(new Pixels(samples, size, channels), new Sampling.SamplingGenerator(seed));
}
