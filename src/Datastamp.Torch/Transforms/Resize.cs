using Datastamp.Definitions;
using Datastamp.Geometry;
using Datastamp.Resampling;
using Datastamp.Sampling;

namespace Datastamp.Torch.Transforms;

/// <summary>Resizes the image: torchvision's <c>Resize</c> on a PIL image, byte for byte, also of tensors and on every device.</summary>
public sealed class Resize : GeometricTransform
{
    private readonly ResizeTarget target;
    private readonly Interpolation interpolation;

    /// <summary>The short side becomes a length, and the long one follows the image's shape.</summary>
    /// <param name="shortSide">The short side's length, in pixels.</param>
    /// <param name="interpolation">The filter.</param>
    /// <exception cref="ArgumentOutOfRangeException">The side is not positive, or there is no such filter.</exception>
    public Resize(int shortSide, Interpolation interpolation = Interpolation.Bilinear)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shortSide);
        target = new(shortSide, Width: null);
        this.interpolation = Check.Filter(interpolation);
    }

    /// <summary>The image becomes a size, whatever its shape.</summary>
    /// <param name="size">The size, in pixels.</param>
    /// <param name="interpolation">The filter.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is not positive, or there is no such filter.</exception>
    public Resize(ImageSize size, Interpolation interpolation = Interpolation.Bilinear)
    {
        Check.Size(size);
        target = new(size.Height, size.Width);
        this.interpolation = Check.Filter(interpolation);
    }

    internal override void Plan(PixelPlan plan, SamplingGenerator? generator) => plan.Resize(target.For(plan.Size), interpolation);
}
