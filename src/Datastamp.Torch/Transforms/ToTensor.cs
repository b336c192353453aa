using Datastamp.Sampling;
using TorchSharp;

namespace Datastamp.Torch.Transforms;

/// <summary>
/// Bytes, 0–255, to single precision, 0–1: torchvision's <c>ToTensor</c>. The quotient is the correctly rounded one on every device,
/// where torch itself multiplies by a reciprocal on GPUs.
/// </summary>
public sealed class ToTensor : Transform
{
    /// <summary>255, the full scale of a byte.</summary>
    internal const float FullScale = byte.MaxValue;

    /// <inheritdoc/>
    public override torch.Tensor Apply(torch.Tensor images, SamplingGenerator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.dtype != torch.ScalarType.Byte)
        {
            throw new ArgumentException($"Images of bytes are scaled, not of {images.dtype}.", nameof(images));
        }

        using var scale = torch.tensor(FullScale, device: images.device);
        return images.to(torch.ScalarType.Float32).div_(scale);
    }
}
