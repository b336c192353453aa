using Datastamp.Decoding;
using Datastamp.Definitions;
using Datastamp.Geometry;
using Datastamp.Resampling;

namespace Datastamp.Measuring;

/// <summary>Resizes and crops decoded images. Belongs to one thread; its result is valid until the next image.</summary>
internal sealed class Preprocessor(ImagePreprocessing preprocessing, long maxPixels)
{
    private const int CachedResamplers = 64;

    private readonly Dictionary<ImageSize, Resampler> resamplers = [];
    private readonly Stage<byte> bytes = new();
    private readonly Stage<ushort> words = new();

    private delegate void Resize<T>(Resampler resampler, ReadOnlySpan<T> source, int channels, Span<T> destination);

    public ReadOnlySpan<byte> Bytes(DecodedImage image) =>
        Run(image, image.Bytes, bytes, static (resampler, source, channels, destination) => resampler.Resize(source, channels, destination));

    public ReadOnlySpan<ushort> Words(DecodedImage image) =>
        Run(image, image.Words, words, static (resampler, source, channels, destination) => resampler.Resize(source, channels, destination));

    private ReadOnlySpan<T> Run<T>(DecodedImage image, ReadOnlySpan<T> samples, Stage<T> stage, Resize<T> resize)
        where T : unmanaged
    {
        var size = new ImageSize(image.Width, image.Height);
        if (Resampler(size) is { } resampler)
        {
            var resized = stage.Resized(resampler.To, image.Channels);
            resize(resampler, samples, image.Channels, resized);
            samples = resized;
            size = resampler.To;
        }

        return stage.Crop(samples, size, preprocessing.CenterCrop, image.Channels);
    }

    private Resampler? Resampler(ImageSize size)
    {
        if (preprocessing.Resize is not { } target)
        {
            return null;
        }

        if (resamplers.TryGetValue(size, out var known))
        {
            return known;
        }

        if ((double)maxPixels * size.ShortSide < (double)target.Height * target.Height * size.LongSide && target.Width is null)
        {
            throw new BadImageException($"resized to a short side of {target}, its {size.Width}x{size.Height} pixels become more than the limit of {maxPixels}");
        }

        if (resamplers.Count == CachedResamplers)
        {
            resamplers.Clear();
        }

        return resamplers[size] = Resampling.Resampler.Create(size, target.For(size), preprocessing.Interpolation);
    }

    private sealed class Stage<T>
        where T : unmanaged
    {
        private T[] resized = [];
        private T[] cropped = [];

        public Span<T> Resized(ImageSize size, int channels) => Sized(ref resized, size, channels);

        public ReadOnlySpan<T> Crop(ReadOnlySpan<T> samples, ImageSize size, ImageSize? crop, int channels)
        {
            if (crop is not { } wanted || wanted == size)
            {
                return samples;
            }

            var result = Sized(ref cropped, wanted, channels);
            CenterCrop.Of(size, wanted).Apply(samples, channels, result);
            return result;
        }

        private static Span<T> Sized(ref T[] buffer, ImageSize size, int channels)
        {
            var length = checked(size.Width * size.Height * channels);
            if (buffer.Length < length)
            {
                buffer = GC.AllocateUninitializedArray<T>(length);
            }

            return buffer.AsSpan(0, length);
        }
    }
}
