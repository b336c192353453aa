using Datastamp.Definitions;
using Datastamp.Geometry;
using Datastamp.Resampling;

namespace Datastamp.Surveying;

/// <summary>
/// Adds up images, each resized to one small size, in integers: parts merge to the same sums in any order. The small size has
/// the shape of the crop, or of the resize where that is height × width; else it is square. Its long side is 96 pixels, or the
/// crop's own where that is less.
/// </summary>
internal sealed class MeanImageBuilder
{
    private const int LongSide = 96;

    private readonly ColorOrder color;
    private readonly ImageSize size;
    private readonly int channels;
    private readonly ulong[] sums;

    // The average over each small pixel's area.
    private readonly Shrinker shrinker = new(Interpolation.Box);
    private ulong images;

    public MeanImageBuilder(ImagePreprocessing preprocessing)
    {
        color = preprocessing.Color;
        channels = preprocessing.Channels.Count;
        size = Fit.Within(Shape(preprocessing), LongSide);
        sums = new ulong[size.Width * size.Height * channels];
    }

    public void Add(ReadOnlySpan<byte> samples, ImageSize from) => Add(shrinker.Shrink(samples, from, size, channels));

    public void Add(ReadOnlySpan<ushort> samples, ImageSize from) => Add(shrinker.Shrink(samples, from, size, channels));

    /// <summary>Takes over what another has added, of the same preprocessing.</summary>
    public void Add(MeanImageBuilder other)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += other.sums[i];
        }

        images += other.images;
    }

    /// <summary>The mean, each sample rounded half up. There is at least one image.</summary>
    public Thumbnail ToThumbnail() => ThumbnailMaker.Of(Array.ConvertAll(sums, sum => (byte)(((2 * sum) + images) / (2 * images))), size, color);

    private static ImageSize Shape(ImagePreprocessing preprocessing) =>
        preprocessing.CenterCrop
        ?? (preprocessing.Resize is { Width: { } width, Height: var height } ? new(width, height) : new(LongSide, LongSide));

    private void Add(ReadOnlySpan<byte> small)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += small[i];
        }

        images++;
    }
}
