using Datastamp.Sampling;

namespace Datastamp.Torch.Transforms;

/// <summary>Mirrors the image, left to right, now and then: torchvision's <c>RandomHorizontalFlip</c>.</summary>
/// <param name="probability">How often: it is mirrored where a draw from [0, 1) is below this.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="probability"/> is not from 0 to 1.</exception>
public sealed class RandomHorizontalFlip(double probability = 0.5) : GeometricTransform
{
    /// <summary>How often the image is mirrored, from 0 to 1.</summary>
    public double Probability { get; } = probability is >= 0 and <= 1
        ? probability
        : throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability is from 0 to 1.");

    internal override void Plan(PixelPlan plan, SamplingGenerator? generator)
    {
        ArgumentNullException.ThrowIfNull(generator);
        if (generator.NextDouble() < Probability)
        {
            plan.Flip();
        }
    }
}
