using Datastamp.Geometry;

namespace Datastamp.Torch.NvJpeg;

/// <summary>Where the images of a batch lie in device memory: rows packed, images packed, those of one size side by side, so that each size is one tensor.</summary>
internal sealed class BatchLayout
{
    private BatchLayout(IReadOnlyList<Group> groups) => Groups = groups;

    public IReadOnlyList<Group> Groups { get; }

    /// <param name="entries">The batch's files.</param>
    /// <param name="channels">Bytes a pixel.</param>
    public static BatchLayout Of(IReadOnlyList<EncodedBatch.Entry> entries, int channels)
    {
        var offset = 0L;
        var groups = new List<Group>();
        foreach (var group in Enumerable.Range(0, entries.Count).GroupBy(i => entries[i].Size))
        {
            var images = group.ToArray();
            groups.Add(new(group.Key, offset, images));
            offset += (long)group.Key.Width * group.Key.Height * channels * images.Length;
        }

        return new(groups);
    }

    /// <summary>Where each image starts, and its length in bytes, by its number in the batch.</summary>
    /// <param name="count">How many images the batch has.</param>
    /// <param name="channels">Bytes a pixel.</param>
    public (long Offset, int Length)[] Images(int count, int channels)
    {
        var images = new (long, int)[count];
        foreach (var group in Groups)
        {
            var length = group.ImageBytes(channels);
            for (var i = 0; i < group.Images.Length; i++)
            {
                images[group.Images[i]] = (group.Offset + ((long)i * length), length);
            }
        }

        return images;
    }

    /// <summary>The images of one size.</summary>
    /// <param name="Size">That size.</param>
    /// <param name="Offset">The first one's first byte.</param>
    /// <param name="Images">Their numbers in the batch, in the order in which they lie.</param>
    public sealed record Group(ImageSize Size, long Offset, int[] Images)
    {
        /// <summary>Bytes of one image.</summary>
        public int ImageBytes(int channels) => checked(Size.Width * Size.Height * channels);
    }
}
