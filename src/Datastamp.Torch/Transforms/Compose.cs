using System.Collections.Immutable;
using Datastamp.Sampling;
using TorchSharp;

namespace Datastamp.Torch.Transforms;

/// <summary>
/// Transforms one after another. From bytes and files, transforms that move pixels are planned together, and where
/// <see cref="ToTensor"/> and <see cref="Normalize"/> follow them, every sample is looked up in a table and written once.
/// </summary>
public sealed class Compose : Transform
{
    /// <summary>Transforms one after another.</summary>
    /// <param name="transforms">The transforms, in their order.</param>
    public Compose(params Transform[] transforms)
        : this(DecodeOptions.Default, transforms)
    {
    }

    /// <summary>Transforms one after another, of files that are decoded in a way of their own.</summary>
    /// <param name="decoding">How files become pixels.</param>
    /// <param name="transforms">The transforms, in their order.</param>
    public Compose(DecodeOptions decoding, params Transform[] transforms)
        : base(decoding)
    {
        ArgumentNullException.ThrowIfNull(transforms);
        foreach (var transform in transforms)
        {
            ArgumentNullException.ThrowIfNull(transform, nameof(transforms));
        }

        Transforms = [.. transforms];
    }

    /// <summary>The transforms, in their order.</summary>
    public ImmutableArray<Transform> Transforms { get; }

    internal override IEnumerable<Transform> Parts => Transforms.SelectMany(transform => transform.Parts);

    /// <inheritdoc/>
    public override torch.Tensor Apply(torch.Tensor images, SamplingGenerator? generator = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        return Pipeline.Run(images, generator);
    }
}
