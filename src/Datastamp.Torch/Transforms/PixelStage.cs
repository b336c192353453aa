using Datastamp.Geometry;
using Datastamp.Resampling;

namespace Datastamp.Torch.Transforms;

/// <summary>What is done to an image in one go: a part of it is cut out, resized, looked at through a window, and mirrored.</summary>
/// <param name="Source">The part of the image.</param>
/// <param name="Resized">The size that it is resized to; its own where it is not.</param>
/// <param name="Interpolation">The filter.</param>
/// <param name="Window">The pixels of what was resized that are the result; those beyond it are 0.</param>
/// <param name="IsFlipped">Whether the result is mirrored, left to right.</param>
internal readonly record struct PixelStage(
    ImageRegion Source, ImageSize Resized, Interpolation Interpolation, ImageRegion Window, bool IsFlipped)
{
    public bool IsResized => Source.Size != Resized;

    /// <summary>The part of the window that has pixels, which may be none.</summary>
    public ImageRegion Visible
    {
        get
        {
            var (left, top) = (Math.Clamp(Window.Left, 0, Resized.Width), Math.Clamp(Window.Top, 0, Resized.Height));
            return new(
                left,
                top,
                Math.Clamp(Window.Left + Window.Width, left, Resized.Width) - left,
                Math.Clamp(Window.Top + Window.Height, top, Resized.Height) - top);
        }
    }

    /// <summary>Whether the window has any pixels: random parts of what was padded may have none.</summary>
    public bool HasPixels => Visible is { Width: > 0, Height: > 0 };

    /// <summary>An image as it is.</summary>
    public static PixelStage Of(ImageSize image) => new(ImageRegion.Whole(image), image, default, ImageRegion.Whole(image), IsFlipped: false);

    /// <summary>This and a resize; null where that is a stage by itself.</summary>
    public PixelStage? Resize(ImageSize size, Interpolation interpolation)
    {
        if (size == Window.Size)
        {
            return this;
        }

        return IsResized || IsFlipped || Window != ImageRegion.Whole(Resized)
            ? null
            : this with { Resized = size, Interpolation = interpolation, Window = ImageRegion.Whole(size) };
    }

    /// <summary>This and a crop to a region of the result, with zeros beyond; null where that is a stage by itself.</summary>
    public PixelStage? Crop(ImageRegion region)
    {
        var isWithin = region.IsWithin(Window.Size);
        if (IsFlipped)
        {
            region = region with { Left = Window.Width - region.Left - region.Width };
        }

        if (isWithin && !IsResized && Window == ImageRegion.Whole(Resized))
        {
            return Of(region.Size) with { Source = Moved(region, Source), IsFlipped = IsFlipped };
        }

        // Beyond a window that was cut from the image there is more of the image, which would show again.
        return isWithin || Window == ImageRegion.Whole(Resized) ? this with { Window = Moved(region, Window) } : null;
    }

    /// <summary>This and a mirroring.</summary>
    public PixelStage Flip() => this with { IsFlipped = !IsFlipped };

    private static ImageRegion Moved(ImageRegion region, ImageRegion by) =>
        region with { Left = region.Left + by.Left, Top = region.Top + by.Top };
}
