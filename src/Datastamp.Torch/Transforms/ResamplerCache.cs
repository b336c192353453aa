using System.Collections.Concurrent;
using Datastamp.Geometry;
using Datastamp.Resampling;

namespace Datastamp.Torch.Transforms;

/// <summary>The resamplers of whole images, whose sizes come again. Safe for many threads.</summary>
internal sealed class ResamplerCache
{
    private const int Capacity = 64;

    private readonly ConcurrentDictionary<(ImageSize From, ImageSize To, Interpolation Interpolation), Resampler> known = new();

    /// <summary>The resampler of a stage that resizes.</summary>
    /// <param name="image">The size of the image that the stage is of.</param>
    /// <param name="stage">The stage.</param>
    public Resampler For(ImageSize image, PixelStage stage)
    {
        if (stage.Source.Size != image)
        {
            // Random parts hardly ever come again.
            return Create(stage);
        }

        if (known.Count >= Capacity)
        {
            known.Clear();
        }

        return known.GetOrAdd((image, stage.Resized, stage.Interpolation), static (_, stage) => Create(stage), stage);
    }

    private static Resampler Create(PixelStage stage) => Resampler.Create(stage.Source.Size, stage.Resized, stage.Interpolation);
}
