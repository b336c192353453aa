using Datastamp.Decoding;
using Datastamp.Geometry;
using Datastamp.Resampling;
using Datastamp.Statistics;

namespace Datastamp.Surveying;

/// <summary>Resizes images to small ones of 8 bits a sample. Belongs to one thread; its result is valid until the next image.</summary>
internal sealed class Shrinker(Interpolation interpolation)
{
    private Resampler? last;
    private byte[] bytes = [];
    private ushort[] words = [];

    public ReadOnlySpan<byte> Shrink(DecodedImage image, ImageSize to)
    {
        var from = new ImageSize(image.Width, image.Height);
        return image.Depth == 8 ? Shrink(image.Bytes, from, to, image.Channels) : Shrink(image.Words, from, to, image.Channels);
    }

    public ReadOnlySpan<byte> Shrink(ReadOnlySpan<byte> samples, ImageSize from, ImageSize to, int channels)
    {
        var result = Sized(ref bytes, to, channels);
        Resampler(from, to).Resize(samples, channels, result);
        return result;
    }

    public ReadOnlySpan<byte> Shrink(ReadOnlySpan<ushort> samples, ImageSize from, ImageSize to, int channels)
    {
        var wide = Sized(ref words, to, channels);
        Resampler(from, to).Resize(samples, channels, wide);
        var result = Sized(ref bytes, to, channels);
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = (byte)((wide[i] + (SampleDepth.Widening / 2)) / SampleDepth.Widening);
        }

        return result;
    }

    private static Span<T> Sized<T>(ref T[] buffer, ImageSize size, int channels)
    {
        var length = size.Width * size.Height * channels;
        if (buffer.Length < length)
        {
            buffer = new T[length];
        }

        return buffer.AsSpan(0, length);
    }

    private Resampler Resampler(ImageSize from, ImageSize to) =>
        last?.From == from && last.To == to ? last : last = Resampling.Resampler.Create(from, to, interpolation);
}
