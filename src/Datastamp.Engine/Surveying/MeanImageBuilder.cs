using Datastamp.Decoding;
using Datastamp.Definitions;
using Datastamp.Geometry;
using Datastamp.Resampling;

namespace Datastamp.Surveying;

/// <summary>
/// Adds images up in integers, each resized to one small size, so that their mean does not depend on threads. Belongs to one
/// thread; parts merge.
/// </summary>
internal sealed class MeanImageBuilder
{
    private const int LongSide = 96;
    private const int CachedResamplers = 64;

    private readonly Dictionary<ImageSize, Resampler> resamplers = [];
    private readonly ColorOrder color;
    private readonly ImageSize size;
    private readonly long[] sums;
    private readonly byte[] small;
    private byte[] narrow = [];
    private long images;

    public MeanImageBuilder(ImagePreprocessing preprocessing)
    {
        color = preprocessing.Color;
        size = SmallSize(preprocessing.CenterCrop ?? (preprocessing.Resize is { Width: { } width } resize ? new(width, resize.Height) : new(1, 1)));
        small = new byte[size.Width * size.Height * preprocessing.Channels.Count];
        sums = new long[small.Length];
    }

    /// <summary>Adds an image of 8-bit samples.</summary>
    public void Add(ReadOnlySpan<byte> samples, ImageSize from)
    {
        if (!resamplers.TryGetValue(from, out var resampler))
        {
            if (resamplers.Count == CachedResamplers)
            {
                resamplers.Clear();
            }

            resamplers[from] = resampler = Resampler.Create(from, size, Interpolation.Box);
        }

        resampler.Resize(samples, small.Length / (size.Width * size.Height), small);
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += small[i];
        }

        images++;
    }

    /// <summary>Adds an image of 16-bit samples, by their high bytes.</summary>
    public void Add(ReadOnlySpan<ushort> samples, ImageSize from)
    {
        if (narrow.Length < samples.Length)
        {
            narrow = GC.AllocateUninitializedArray<byte>(samples.Length);
        }

        for (var i = 0; i < samples.Length; i++)
        {
            narrow[i] = (byte)(samples[i] >> 8);
        }

        Add(narrow.AsSpan(0, samples.Length), from);
    }

    /// <summary>Adds another part.</summary>
    public MeanImageBuilder Merge(MeanImageBuilder other)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += other.sums[i];
        }

        images += other.images;
        return this;
    }

    /// <summary>The mean of the images added so far.</summary>
    public Thumbnail ToThumbnail()
    {
        var mean = Array.ConvertAll(sums, sum => (byte)((sum + (images / 2)) / images));
        return Thumbnail.Jpeg(PictureEncoder.Encode(mean, size.Width, size.Height, color));
    }

    private static ImageSize SmallSize(ImageSize shape) => shape.Width >= shape.Height
        ? new(LongSide, Math.Max(1, (int)((long)LongSide * shape.Height / shape.Width)))
        : new(Math.Max(1, (int)((long)LongSide * shape.Width / shape.Height)), LongSide);
}
