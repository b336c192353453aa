using Datastamp.Measuring;
using Datastamp.Statistics;

namespace Datastamp.Sharding;

/// <summary>Adds parts of images up, in any order.</summary>
internal sealed class ImagePartSum
{
    // Moments have a group a size. To merge 100 000 parts one after the other would copy all groups as often, so they are merged as a
    // binary number is counted up: place i holds 2^i parts, or nothing.
    private readonly List<DatasetMoments?> moments = [];

    private readonly List<FileEntry> contents = [];
    private readonly List<BadFile> badFiles = [];
    private readonly SortedSet<string> devices = new(StringComparer.Ordinal);
    private Histogram? histogram;

    /// <summary>Takes a part, if there is one.</summary>
    public void Add(ImagePart? part)
    {
        if (part is null)
        {
            return;
        }

        Add(part.Moments);
        histogram = histogram is null || part.Histogram is null ? part.Histogram : Histogram.Merge(histogram, part.Histogram);
        contents.AddRange(part.Contents);
        badFiles.AddRange(part.BadFiles);
        if (part.Device is { } device)
        {
            devices.Add(device);
        }
    }

    /// <summary>The whole dataset.</summary>
    /// <param name="lowest">The part of the first shard, which names it.</param>
    public ImagePart Finish(ImagePart lowest)
    {
        contents.Sort((left, right) => string.CompareOrdinal(left.Key, right.Key));
        badFiles.Sort((left, right) => string.CompareOrdinal(left.Key, right.Key));
        return lowest with
        {
            Shard = Shard.Whole,
            Device = devices.Count > 0 ? string.Join(", ", devices) : null,
            Moments = moments.OfType<DatasetMoments>().Aggregate(DatasetMoments.Merge),
            Histogram = histogram,
            Contents = [.. contents],
            BadFiles = [.. badFiles],
        };
    }

    private void Add(DatasetMoments part)
    {
        for (var place = 0; place < moments.Count; place++)
        {
            if (moments[place] is not { } there)
            {
                moments[place] = part;
                return;
            }

            (part, moments[place]) = (DatasetMoments.Merge(there, part), null);
        }

        moments.Add(part);
    }
}
