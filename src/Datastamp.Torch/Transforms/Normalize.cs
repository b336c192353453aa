using System.Collections.Immutable;
using Datastamp.Sampling;
using TorchSharp;

namespace Datastamp.Torch.Transforms;

/// <summary>
/// <c>(x − mean) / std</c>, channel by channel, in the images' own precision: torchvision's <c>Normalize</c>.
/// Constants that a build stamped go in as they are.
/// </summary>
public sealed class Normalize : Transform
{
    /// <summary>The normalization by constants.</summary>
    /// <param name="mean">The mean of each channel, on the scale 0–1.</param>
    /// <param name="std">The standard deviation of each channel, on the scale 0–1.</param>
    /// <exception cref="ArgumentException">The lengths differ or are 0, or a constant is not finite, or a deviation is not positive.</exception>
    public Normalize(ReadOnlySpan<float> mean, ReadOnlySpan<float> std)
    {
        if (mean.IsEmpty || mean.Length != std.Length)
        {
            throw new ArgumentException($"{mean.Length} means and {std.Length} deviations; there is one of each for every channel.", nameof(std));
        }

        foreach (var value in mean)
        {
            if (!float.IsFinite(value))
            {
                throw new ArgumentException($"The mean {value} is no number.", nameof(mean));
            }
        }

        foreach (var value in std)
        {
            if (!float.IsFinite(value) || value <= 0)
            {
                throw new ArgumentException($"A standard deviation of {value} normalizes nothing: a channel that never varies is to be left out.", nameof(std));
            }
        }

        (Mean, Std) = ([.. mean], [.. std]);
    }

    /// <inheritdoc cref="Normalize(ReadOnlySpan{float}, ReadOnlySpan{float})"/>
    public Normalize(float[] mean, float[] std)
        : this(mean.AsSpan(), std.AsSpan())
    {
    }

    /// <summary>The mean of each channel, on the scale 0–1.</summary>
    public ImmutableArray<float> Mean { get; }

    /// <summary>The standard deviation of each channel, on the scale 0–1.</summary>
    public ImmutableArray<float> Std { get; }

    /// <inheritdoc/>
    public override torch.Tensor Apply(torch.Tensor images, SamplingGenerator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (!images.is_floating_point())
        {
            throw new ArgumentException($"Images of floating-point numbers are normalized, not of {images.dtype}: ToTensor comes first.", nameof(images));
        }

        if (images.dim() < 3 || images.size(-3) != Mean.Length)
        {
            throw new ArgumentException($"The images' shape is [{string.Join(", ", images.shape)}]; there are constants for {Mean.Length} channels, C×H×W.", nameof(images));
        }

        using var mean = ForChannels(Mean, images);
        using var std = ForChannels(Std, images);
        return images.sub(mean).div_(std);
    }

    private static torch.Tensor ForChannels(ImmutableArray<float> constants, torch.Tensor images)
    {
        using var row = torch.tensor(constants.AsSpan().ToArray(), dtype: images.dtype, device: images.device);
        return row.view(-1, 1, 1);
    }
}
