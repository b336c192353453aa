using System.Buffers;
using Datastamp.Geometry;

namespace Datastamp.Resampling;

/// <summary>
/// Resizes images from one size to another exactly as Pillow's <c>Image.resize</c> does: a horizontal pass over the
/// rows that are needed, then a vertical one, each rounded once. Weights are computed once, by
/// <see cref="Create"/>; an instance never changes and may be used by many threads at a time.
/// </summary>
/// <remarks>
/// Samples are interleaved, H×W×C with packed rows, and channels are independent of each other. Pillow multiplies
/// colours by alpha before it resizes RGBA and LA images, and since version 12.2 resizes images more than a hundred times
/// as high as wide in the other order; neither is done here.
/// </remarks>
public sealed class Resampler
{
    private readonly NearestPicks? nearest;
    private readonly Taps? horizontal;
    private readonly Taps? vertical;

    private Resampler(ImageSize from, ImageSize to, Interpolation interpolation)
    {
        From = from;
        To = to;
        if (interpolation == Interpolation.Nearest)
        {
            nearest = new(from.Width, from.Height, to.Width, to.Height);
            return;
        }

        horizontal = from.Width == to.Width ? null : new(from.Width, to.Width, interpolation);
        vertical = from.Height == to.Height ? null : new(from.Height, to.Height, interpolation);
    }

    /// <summary>The size of the images that are resized, in pixels.</summary>
    public ImageSize From { get; }

    /// <summary>The size that they are resized to, in pixels.</summary>
    public ImageSize To { get; }

    /// <summary>The columns and rows that pixels are taken from, where <see cref="Interpolation.Nearest"/> was asked for.</summary>
    internal NearestPicks? Nearest => nearest;

    /// <summary>The weights of the first pass; null where it is nearest, or the width stays.</summary>
    internal Taps? Horizontal => horizontal;

    /// <summary>The weights of the second pass; null where it is nearest, or the height stays.</summary>
    internal Taps? Vertical => vertical;

    private int FirstRow => vertical?.FirstUsed ?? 0;

    /// <summary>Computes the weights that take images of one size to another.</summary>
    /// <param name="from">The size of the images, in pixels.</param>
    /// <param name="to">The size of the results, in pixels.</param>
    /// <param name="interpolation">The filter.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A side is not positive, or <paramref name="interpolation"/> is not a member of its enumeration.
    /// </exception>
    public static Resampler Create(ImageSize from, ImageSize to, Interpolation interpolation)
    {
        from.ThrowIfNotPositive(nameof(from));
        to.ThrowIfNotPositive(nameof(to));
        if (!Enum.IsDefined(interpolation))
        {
            throw new ArgumentOutOfRangeException(nameof(interpolation), interpolation, message: null);
        }

        return new(from, to, interpolation);
    }

    /// <summary>
    /// Resizes an image of 8-bit samples (0–255), byte for byte as Pillow's modes L and RGB: weights of 22 fractional
    /// bits, each pass rounded half up and clipped to 0–255. An image of the same size is copied.
    /// </summary>
    /// <param name="source">The image's samples, H×W×C of <see cref="From"/>, rows packed.</param>
    /// <param name="channels">Samples a pixel, C, from 1 to 4.</param>
    /// <param name="destination">Takes the result, H×W×C of <see cref="To"/>, rows packed; must not overlap the source.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="channels"/> is not from 1 to 4.</exception>
    /// <exception cref="ArgumentException">A span's length is not H·W·C.</exception>
    public void Resize(ReadOnlySpan<byte> source, int channels, Span<byte> destination)
    {
        Check(source.Length, channels, destination.Length);
        if (From == To)
        {
            source.CopyTo(destination);
            return;
        }

        Resize(source, From.Width * channels, channels, ImageRegion.Whole(To), destination);
    }

    /// <summary>A region of the result alone, whose every sample is as in the whole; of the source, only what it needs is looked at.</summary>
    /// <param name="source">The image's first sample and those that follow, at least to the last sample of its last row.</param>
    /// <param name="stride">Samples from the start of a row of the source to the start of the next.</param>
    /// <param name="channels">Samples a pixel, C, from 1 to 4.</param>
    /// <param name="region">The pixels of the result that are wanted.</param>
    /// <param name="destination">Takes them, H×W×C of the region, rows packed; must not overlap the source.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="channels"/> is not from 1 to 4, a stride is shorter than a row, or the region is not within <see cref="To"/>.
    /// </exception>
    /// <exception cref="ArgumentException">The source is too short, or the destination's length is not H·W·C.</exception>
    public void Resize(ReadOnlySpan<byte> source, int stride, int channels, ImageRegion region, Span<byte> destination)
    {
        ThrowIfNoPixel(channels);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, From.Width * channels);
        region.ThrowIfNotWithin(To, nameof(region));
        SampleCount.ThrowIfNot(destination.Length, region.Size, channels, nameof(destination));
        if (source.Length < ((long)(From.Height - 1) * stride) + (From.Width * channels))
        {
            throw new ArgumentException($"{source.Length} samples are not enough for {From} pixels of {channels} channels in rows {stride} apart.", nameof(source));
        }

        if (nearest is not null)
        {
            nearest.Pick(source, stride, channels, region, destination);
            return;
        }

        ByteResampling.Resize(
            source,
            stride,
            horizontal is null ? null : new(horizontal, region.Left, region.Width),
            vertical is null ? null : new(vertical, region.Top, region.Height),
            channels,
            region,
            destination);
    }

    /// <summary>
    /// Resizes an image of 16-bit samples (0–65535) as Pillow's mode I: double weights and sums in order of position,
    /// each pass rounded half away from zero, and the result clipped to 0–65535. Only the result: between the passes
    /// values may leave that range. An image of the same size is copied.
    /// </summary>
    /// <inheritdoc cref="Resize(ReadOnlySpan{byte}, int, Span{byte})" path="/param|/exception"/>
    public void Resize(ReadOnlySpan<ushort> source, int channels, Span<ushort> destination)
    {
        Check(source.Length, channels, destination.Length);
        if (ResizeWithoutWeights(source, channels, destination))
        {
            return;
        }

        var rows = UsedRows(source, channels);
        var length = checked(rows.Length / From.Width * To.Width);
        var buffer = ArrayPool<double>.Shared.Rent(length);
        var between = buffer.AsSpan(0, length);
        if (horizontal is null)
        {
            WideResampling.Widen(rows, between);
        }
        else
        {
            WideResampling.Horizontal(rows, horizontal, channels, From.Width * channels, between);
        }

        if (vertical is null)
        {
            WideResampling.Clip(between, destination);
        }
        else
        {
            WideResampling.Vertical(between, vertical, FirstRow, To.Width * channels, destination);
        }

        ArrayPool<double>.Shared.Return(buffer);
    }

    private static void ThrowIfNoPixel(int channels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channels, 4);
    }

    private void Check(int sourceLength, int channels, int destinationLength)
    {
        ThrowIfNoPixel(channels);
        SampleCount.ThrowIfNot(sourceLength, From, channels, "source");
        SampleCount.ThrowIfNot(destinationLength, To, channels, "destination");
    }

    private bool ResizeWithoutWeights<T>(ReadOnlySpan<T> source, int channels, Span<T> destination)
        where T : unmanaged
    {
        if (From == To)
        {
            source.CopyTo(destination);
            return true;
        }

        nearest?.Pick(source, From.Width * channels, channels, ImageRegion.Whole(To), destination);
        return nearest is not null;
    }

    private ReadOnlySpan<T> UsedRows<T>(ReadOnlySpan<T> source, int channels)
    {
        var columns = From.Width * channels;
        return source[(FirstRow * columns)..((vertical?.EndUsed ?? From.Height) * columns)];
    }
}
