using System.Collections.Immutable;

namespace Datastamp.Statistics;

/// <summary>
/// The moments of a dataset, grouped by image size: a sufficient statistic for every <see cref="Weighting"/>, in integers.
/// Parts merge by <c>+</c> to the very value that one pass over all images gives, in any order.
/// </summary>
public sealed class DatasetMoments
{
    internal DatasetMoments(int depth, int channelCount, ImmutableArray<SizeGroup> groups)
    {
        Depth = depth;
        ChannelCount = channelCount;
        Groups = groups;
    }

    /// <summary>Bits a sample: 8 or 16.</summary>
    public int Depth { get; }

    /// <summary>Number of channels.</summary>
    public int ChannelCount { get; }

    /// <summary>The groups, in ascending order of pixels an image.</summary>
    public ImmutableArray<SizeGroup> Groups { get; }

    /// <summary>M: number of images.</summary>
    public long Images => Groups.Sum(group => group.Images);

    /// <summary>N: number of pixels over all images.</summary>
    public long Pixels => Groups.Sum(group => checked(group.PixelsPerImage * group.Images));

    /// <summary>The moments of one channel over all pixels.</summary>
    /// <param name="channel">From 0, in the dataset's colour order.</param>
    public ChannelMoments Channel(int channel) =>
        Groups.Aggregate(default(ChannelMoments), (total, group) => total + group.Channels[channel]);

    /// <summary>Moments that were written down before.</summary>
    /// <param name="depth">Bits a sample: 8 or 16.</param>
    /// <param name="channelCount">Number of channels: 1 or more.</param>
    /// <param name="groups">The groups, in ascending order of pixels an image.</param>
    /// <exception cref="ArgumentException">No images have these moments.</exception>
    public static DatasetMoments FromGroups(int depth, int channelCount, ImmutableArray<SizeGroup> groups)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channelCount, 1);
        var fullScale = (uint)SampleDepth.FullScale(depth);
        for (var i = 0; i < groups.Length; i++)
        {
            if ((i > 0 && groups[i].PixelsPerImage <= groups[i - 1].PixelsPerImage) || groups[i].Channels.Length != channelCount || !groups[i].IsPossible(fullScale))
            {
                throw new ArgumentException(FormattableString.Invariant($"no images of {groups[i].PixelsPerImage} pixels have these moments"), nameof(groups));
            }
        }

        return new(depth, channelCount, groups);
    }

    /// <inheritdoc cref="Merge"/>
    public static DatasetMoments operator +(DatasetMoments left, DatasetMoments right) => Merge(left, right);

    /// <summary>The moments of both parts together. Where the depths differ, the 8-bit part is widened to 16 bits.</summary>
    /// <exception cref="ArgumentException">The parts have different numbers of channels.</exception>
    public static DatasetMoments Merge(DatasetMoments left, DatasetMoments right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.ChannelCount != right.ChannelCount)
        {
            throw new ArgumentException($"Moments of {left.ChannelCount} and of {right.ChannelCount} channels do not merge.", nameof(right));
        }

        var depth = Math.Max(left.Depth, right.Depth);
        var groups = left.ToDepth(depth).Groups
            .Concat(right.ToDepth(depth).Groups)
            .GroupBy(group => group.PixelsPerImage)
            .OrderBy(same => same.Key)
            .Select(same => same.Aggregate(Add));
        return new(depth, left.ChannelCount, [.. groups]);
    }

    /// <summary>The same images in <paramref name="depth"/> bits: 8-bit samples become 16-bit ones by multiplication with 257.</summary>
    /// <exception cref="ArgumentException">16-bit moments cannot become 8-bit ones.</exception>
    public DatasetMoments ToDepth(int depth)
    {
        if (depth == Depth)
        {
            return this;
        }

        if (SampleDepth.FullScale(depth) < SampleDepth.FullScale(Depth))
        {
            throw new ArgumentException("Moments of 16-bit samples do not become moments of 8-bit samples.", nameof(depth));
        }

        return new(depth, ChannelCount, [.. Groups.Select(Widen)]);
    }

    private static SizeGroup Add(SizeGroup left, SizeGroup right) => new(
        left.PixelsPerImage,
        checked(left.Images + right.Images),
        [.. left.Channels.Zip(right.Channels, ChannelMoments.Add)]);

    private static SizeGroup Widen(SizeGroup group) =>
        group with { Channels = [.. group.Channels.Select(channel => channel.Scale(SampleDepth.Widening))] };
}
