using Datastamp.Geometry;
using Datastamp.Resampling;
using Datastamp.Sampling;

namespace Datastamp.Torch.Transforms;

/// <summary>
/// A random part of the image, resized: torchvision's <c>RandomResizedCrop</c> on a PIL image, whose part
/// <see cref="Geometry.RandomResizedCrop"/> chooses.
/// </summary>
/// <param name="size">The result's size, in pixels.</param>
/// <param name="region">Chooses the part; of 0.08 to 1 of the area, with a ratio of 3/4 to 4/3, if null.</param>
/// <param name="interpolation">The resize's filter.</param>
/// <exception cref="ArgumentOutOfRangeException">A side is not positive, or there is no such filter.</exception>
public sealed class RandomResizedCrop(ImageSize size, Geometry.RandomResizedCrop? region = null, Interpolation interpolation = Interpolation.Bilinear)
    : GeometricTransform
{
    private readonly ImageSize size = Check.Size(size);
    private readonly Interpolation interpolation = Check.Filter(interpolation);

    /// <summary>A random part of 0.08 to 1 of the area, with a ratio of 3/4 to 4/3.</summary>
    /// <param name="size">The result's size, in pixels.</param>
    /// <param name="interpolation">The resize's filter.</param>
    public RandomResizedCrop(ImageSize size, Interpolation interpolation)
        : this(size, region: null, interpolation)
    {
    }

    /// <inheritdoc cref="RandomResizedCrop(ImageSize, Geometry.RandomResizedCrop, Interpolation)"/>
    /// <param name="size">The result's width and height, in pixels.</param>
    /// <param name="region">Chooses the part; of 0.08 to 1 of the area, with a ratio of 3/4 to 4/3, if null.</param>
    /// <param name="interpolation">The resize's filter.</param>
    public RandomResizedCrop(int size, Geometry.RandomResizedCrop? region = null, Interpolation interpolation = Interpolation.Bilinear)
        : this(new ImageSize(size, size), region, interpolation)
    {
    }

    /// <summary>Chooses the part of an image.</summary>
    public Geometry.RandomResizedCrop Region { get; } = region ?? new();

    internal override void Plan(PixelPlan plan, SamplingGenerator? generator)
    {
        ArgumentNullException.ThrowIfNull(generator);
        plan.Crop(Region.Draw(plan.Size, generator));
        plan.Resize(size, interpolation);
    }
}
