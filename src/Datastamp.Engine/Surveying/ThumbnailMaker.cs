using System.Runtime.InteropServices;
using Datastamp.Decoding;
using Datastamp.Definitions;
using Datastamp.Geometry;
using Datastamp.Resampling;

namespace Datastamp.Surveying;

/// <summary>Makes thumbnails of pixels.</summary>
internal static class ThumbnailMaker
{
    /// <summary>No side of a thumbnail is longer, in pixels.</summary>
    public const int LongSide = 128;

    /// <summary>An image, made small.</summary>
    /// <param name="image">The image.</param>
    /// <param name="color">Its colour order.</param>
    /// <param name="shape">The size it is meant to be shown in, which it has but for a video's pixels that are not square.</param>
    public static Thumbnail Of(DecodedImage image, ColorOrder color, ImageSize shape)
    {
        var size = Fit.Within(shape, LongSide);
        return Of(new Shrinker(Interpolation.Bicubic).Shrink(image, size), size, color);
    }

    /// <summary>Samples as they are: H×W×C, rows packed.</summary>
    public static Thumbnail Of(ReadOnlySpan<byte> samples, ImageSize size, ColorOrder color) => new(
        size.Width,
        size.Height,
        JpegEncoder.MediaType,
        ImmutableCollectionsMarshal.AsImmutableArray(JpegEncoder.Encode(samples, size.Width, size.Height, color)));
}
