using System.Collections.Immutable;

namespace Datastamp.Statistics;

/// <summary>
/// Mean and std of an image dataset in all three weightings. Every number is the double nearest to the exact value: the
/// integers are divided once, at the end.
/// </summary>
/// <param name="Mixed">See <see cref="Weighting.Mixed"/>.</param>
/// <param name="Pixels">See <see cref="Weighting.Pixels"/>.</param>
/// <param name="Images">See <see cref="Weighting.Images"/>.</param>
public sealed record ImageStatistics(WeightedStatistics Mixed, WeightedStatistics Pixels, WeightedStatistics Images)
{
    /// <summary>The statistics that these moments define.</summary>
    /// <exception cref="ArgumentException">There is no image.</exception>
    public static ImageStatistics From(DatasetMoments moments)
    {
        ArgumentNullException.ThrowIfNull(moments);
        if (moments.Images == 0)
        {
            throw new ArgumentException("A dataset without images has no mean.", nameof(moments));
        }

        var channels = Enumerable.Range(0, moments.ChannelCount).Select(channel => new ChannelQuotients(moments, channel)).ToArray();
        ImmutableArray<double> imageMean = [.. channels.Select(channel => channel.ImageMean())];
        return new(
            new(imageMean, [.. channels.Select(channel => channel.MixedStd())]),
            new([.. channels.Select(channel => channel.PixelMean())], [.. channels.Select(channel => channel.PixelStd())]),
            new(imageMean, [.. channels.Select(channel => channel.ImageStd())]));
    }

    /// <summary>The statistics of one weighting.</summary>
    public WeightedStatistics For(Weighting weighting) => weighting switch
    {
        Weighting.Mixed => Mixed,
        Weighting.Pixels => Pixels,
        Weighting.Images => Images,
        _ => throw new ArgumentOutOfRangeException(nameof(weighting), weighting, message: null),
    };
}
