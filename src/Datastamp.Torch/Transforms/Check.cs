using Datastamp.Geometry;
using Datastamp.Resampling;

namespace Datastamp.Torch.Transforms;

/// <summary>What all transforms ask of their arguments.</summary>
internal static class Check
{
    public static ImageSize Size(ImageSize size) => size is { Width: > 0, Height: > 0 }
        ? size
        : throw new ArgumentOutOfRangeException(nameof(size), size, "Width and height must be positive.");

    public static Interpolation Filter(Interpolation interpolation) => Enum.IsDefined(interpolation)
        ? interpolation
        : throw new ArgumentOutOfRangeException(nameof(interpolation), interpolation, message: null);
}
