using Datastamp.Sampling;
using TorchSharp;

namespace Datastamp.Torch.Transforms;

/// <summary>
/// A transform that moves pixels about. What becomes of an image follows from its size and the draws alone, so neighbouring
/// transforms are planned together, and no pixel is computed that is cut off later.
/// </summary>
public abstract class GeometricTransform : Transform
{
    private protected GeometricTransform()
    {
    }

    /// <inheritdoc/>
    public sealed override torch.Tensor Apply(torch.Tensor images, SamplingGenerator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        return Pipeline.Run(images, generator);
    }

    /// <summary>Adds to what is done to an image.</summary>
    /// <exception cref="ArgumentNullException">A draw is needed, and there is no generator.</exception>
    internal abstract void Plan(PixelPlan plan, SamplingGenerator? generator);
}
