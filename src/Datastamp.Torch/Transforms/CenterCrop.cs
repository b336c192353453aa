using Datastamp.Geometry;
using Datastamp.Sampling;

namespace Datastamp.Torch.Transforms;

/// <summary>
/// The image's centre, with zeros around an image that is smaller: torchvision's <c>CenterCrop</c>, as
/// <see cref="Geometry.CenterCrop"/> defines it.
/// </summary>
/// <param name="size">The result's size, in pixels.</param>
/// <exception cref="ArgumentOutOfRangeException">A side is not positive.</exception>
public sealed class CenterCrop(ImageSize size) : GeometricTransform
{
    private readonly ImageSize size = Check.Size(size);

    /// <inheritdoc cref="CenterCrop(ImageSize)"/>
    /// <param name="size">The result's width and height, in pixels.</param>
    public CenterCrop(int size)
        : this(new ImageSize(size, size))
    {
    }

    internal override void Plan(PixelPlan plan, SamplingGenerator? generator)
    {
        var crop = Geometry.CenterCrop.Of(plan.Size, size);
        plan.Crop(new(crop.Left - crop.PaddingLeft, crop.Top - crop.PaddingTop, size.Width, size.Height));
    }
}
