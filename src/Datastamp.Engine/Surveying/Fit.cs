using Datastamp.Geometry;

namespace Datastamp.Surveying;

/// <summary>The sizes of small pictures.</summary>
internal static class Fit
{
    /// <summary>A size of the same shape whose long side is not above a limit, nor its short side below 1. Nothing is enlarged.</summary>
    public static ImageSize Within(ImageSize size, int longSide) => size.LongSide <= longSide
        ? size
        : new(Scale(size.Width, longSide, size.LongSide), Scale(size.Height, longSide, size.LongSide));

    private static int Scale(int side, int longSide, int from) => (int)Math.Max(1, ((2L * side * longSide) + from) / (2L * from));
}
