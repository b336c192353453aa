namespace Datastamp.Geometry;

/// <summary>
/// A crop around the centre, as torchvision's <c>center_crop</c> defines it. Along each axis an image that is larger
/// than the crop loses <c>round((image - crop) / 2)</c> pixels at its start, halves rounded to even; a smaller one is
/// padded with zeros, <c>(crop - image) // 2</c> of them at its start.
/// </summary>
public sealed record CenterCrop
{
    private CenterCrop(ImageSize image, ImageSize crop)
    {
        Image = image;
        Crop = crop;
        (Left, PaddingLeft) = Starts(image.Width, crop.Width);
        (Top, PaddingTop) = Starts(image.Height, crop.Height);
        Kept = new(Math.Min(image.Width, crop.Width), Math.Min(image.Height, crop.Height));
    }

    /// <summary>The size of the image that is cropped, in pixels.</summary>
    public ImageSize Image { get; }

    /// <summary>The size of the result, in pixels.</summary>
    public ImageSize Crop { get; }

    /// <summary>The size of the part of the image that is kept, in pixels.</summary>
    public ImageSize Kept { get; }

    /// <summary>The image's first column that is kept.</summary>
    public int Left { get; }

    /// <summary>The image's first row that is kept.</summary>
    public int Top { get; }

    /// <summary>Columns of zeros left of the image in the result.</summary>
    public int PaddingLeft { get; }

    /// <summary>Rows of zeros above the image in the result.</summary>
    public int PaddingTop { get; }

    /// <summary>Columns of zeros right of the image in the result.</summary>
    public int PaddingRight => Crop.Width - PaddingLeft - Kept.Width;

    /// <summary>Rows of zeros below the image in the result.</summary>
    public int PaddingBottom => Crop.Height - PaddingTop - Kept.Height;

    /// <summary>The crop of <paramref name="crop"/> around the centre of <paramref name="image"/>.</summary>
    /// <param name="image">The size of the image, in pixels.</param>
    /// <param name="crop">The size of the result, in pixels.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is not positive.</exception>
    public static CenterCrop Of(ImageSize image, ImageSize crop)
    {
        image.ThrowIfNotPositive(nameof(image));
        crop.ThrowIfNotPositive(nameof(crop));
        return new(image, crop);
    }

    /// <summary>Copies the cropped part of an image, and zeros around it where the image is too small.</summary>
    /// <typeparam name="T">The sample: <see cref="byte"/>, <see cref="ushort"/> or another plain value.</typeparam>
    /// <param name="source">The image's samples, H×W×C, rows packed.</param>
    /// <param name="channels">Samples a pixel, C.</param>
    /// <param name="destination">Takes the result, H×W×C of <see cref="Crop"/>, rows packed; must not overlap the source.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="channels"/> is not positive.</exception>
    /// <exception cref="ArgumentException">A span's length is not H·W·C.</exception>
    public void Apply<T>(ReadOnlySpan<T> source, int channels, Span<T> destination)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        SampleCount.ThrowIfNot(source.Length, Image, channels, nameof(source));
        SampleCount.ThrowIfNot(destination.Length, Crop, channels, nameof(destination));

        if (Kept != Crop)
        {
            destination.Clear();
        }

        var length = Kept.Width * channels;
        for (var row = 0; row < Kept.Height; row++)
        {
            var from = (((Top + row) * Image.Width) + Left) * channels;
            var to = (((PaddingTop + row) * Crop.Width) + PaddingLeft) * channels;
            source.Slice(from, length).CopyTo(destination[to..]);
        }
    }

    private static (int First, int Padding) Starts(int image, int crop) =>
        image < crop ? (0, (crop - image) / 2) : (HalfToEven(image - crop), 0);

    private static int HalfToEven(int value)
    {
        var half = value / 2;
        return half + (value & half & 1);
    }
}
