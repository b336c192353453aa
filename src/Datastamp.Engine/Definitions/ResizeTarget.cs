using Datastamp.Geometry;

namespace Datastamp.Definitions;

/// <summary>What a resize aims at: <c>256</c>, the short side with the aspect kept, or <c>224x320</c>, height × width.</summary>
/// <param name="Height">Height in pixels; the short side's length where <paramref name="Width"/> is null.</param>
/// <param name="Width">Width in pixels, or null to keep the aspect.</param>
public readonly record struct ResizeTarget(int Height, int? Width)
{
    /// <summary>The size that an image is resized to.</summary>
    public ImageSize For(ImageSize image) =>
        Width is { } width ? new(width, Height) : ResizeGeometry.ShortSide(image, Height);

    /// <summary>The form in which it is written in projects and locks.</summary>
    public override string ToString() => Width is { } width ? FormattableString.Invariant($"{Height}x{width}") : FormattableString.Invariant($"{Height}");
}
