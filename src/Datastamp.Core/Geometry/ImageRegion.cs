namespace Datastamp.Geometry;

/// <summary>A rectangle of an image's pixels. Methods that take one check it; the struct itself holds any values.</summary>
/// <param name="Left">Its first column.</param>
/// <param name="Top">Its first row.</param>
/// <param name="Width">Columns, in pixels.</param>
/// <param name="Height">Rows, in pixels.</param>
public readonly record struct ImageRegion(int Left, int Top, int Width, int Height)
{
    /// <summary>Its size, in pixels.</summary>
    public ImageSize Size => new(Width, Height);

    /// <summary>All of an image.</summary>
    /// <param name="image">The image's size, in pixels.</param>
    public static ImageRegion Whole(ImageSize image) => new(0, 0, image.Width, image.Height);

    /// <summary>Whether it has pixels, all of them within an image.</summary>
    /// <param name="image">The image's size, in pixels.</param>
    public bool IsWithin(ImageSize image) =>
        Left >= 0 && Top >= 0 && Width > 0 && Height > 0 && Width <= image.Width - Left && Height <= image.Height - Top;

    internal void ThrowIfNotWithin(ImageSize image, string parameter)
    {
        if (!IsWithin(image))
        {
            throw new ArgumentOutOfRangeException(parameter, this, $"The region must have pixels, all within {image}.");
        }
    }
}
