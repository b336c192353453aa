namespace Datastamp.Geometry;

/// <summary>The size of an image. Methods that take one check it; the struct itself holds any values.</summary>
/// <param name="Width">Columns, in pixels.</param>
/// <param name="Height">Rows, in pixels.</param>
public readonly record struct ImageSize(int Width, int Height)
{
    /// <summary>The shorter side, in pixels.</summary>
    public int ShortSide => Math.Min(Width, Height);

    /// <summary>The longer side, in pixels.</summary>
    public int LongSide => Math.Max(Width, Height);

    /// <summary>Width × height, as it is written in messages.</summary>
    public override string ToString() => $"{Width}×{Height}";

    internal void ThrowIfNotPositive(string parameter)
    {
        if (Width <= 0 || Height <= 0)
        {
            throw new ArgumentOutOfRangeException(parameter, this, "Width and height must be positive.");
        }
    }
}
