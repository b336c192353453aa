using Datastamp.Geometry;
using Datastamp.Resampling;

namespace Datastamp.Torch.Transforms;

/// <summary>What is done to one image: stages, as few as do.</summary>
/// <param name="image">The image's size, in pixels.</param>
internal sealed class PixelPlan(ImageSize image)
{
    private readonly List<PixelStage> done = [];

    private PixelStage last = PixelStage.Of(image);

    /// <summary>The size of the result so far, in pixels.</summary>
    public ImageSize Size => last.Window.Size;

    /// <summary>The stages before the last.</summary>
    public IReadOnlyList<PixelStage> Before => done;

    /// <summary>The last stage.</summary>
    public PixelStage Last => last;

    public void Resize(ImageSize size, Interpolation interpolation) => last = last.Resize(size, interpolation) ?? Next().Resize(size, interpolation)!.Value;

    public void Crop(ImageRegion region) => last = last.Crop(region) ?? Next().Crop(region)!.Value;

    public void Flip() => last = last.Flip();

    private PixelStage Next()
    {
        done.Add(last);
        return PixelStage.Of(Size);
    }
}
