using Datastamp.Geometry;
using Datastamp.Resampling;

namespace Datastamp.Definitions;

/// <summary>What happens to the pixels before they are measured, in this order: orientation, colour, resize, crop.</summary>
/// <param name="Color">The channels and their order.</param>
/// <param name="Orientation">Whether the EXIF orientation is applied.</param>
/// <param name="Resize">Pillow-exact resize, or null.</param>
/// <param name="CenterCrop">torchvision's centre crop, or null.</param>
/// <param name="Interpolation">The resize's filter.</param>
public sealed record ImagePreprocessing(
    ColorOrder Color = ColorOrder.Rgb,
    ExifOrientation Orientation = ExifOrientation.Ignore,
    ResizeTarget? Resize = null,
    ImageSize? CenterCrop = null,
    Interpolation Interpolation = Interpolation.Bilinear)
{
    /// <summary>The colour order as projects write it.</summary>
    public string ColorName => Color == ColorOrder.Gray ? "Gray" : Color.ToString().ToUpperInvariant();

    /// <summary>The names of the measured channels, in order: <c>R</c>, <c>G</c>, <c>B</c>, or <c>Gray</c>.</summary>
    public IReadOnlyList<string> Channels => ChannelsOf(ColorName);

    /// <summary>The same for a colour order as projects write it; empty for any other text.</summary>
    public static IReadOnlyList<string> ChannelsOf(string? colorName) => colorName switch
    {
        "RGB" => ["R", "G", "B"],
        "BGR" => ["B", "G", "R"],
        "Gray" => ["Gray"],
        _ => [],
    };

    /// <summary>The size of an image after resize and crop.</summary>
    /// <param name="image">Its size as it is decoded.</param>
    public ImageSize SizeAfter(ImageSize image) => CenterCrop ?? Resize?.For(image) ?? image;
}
