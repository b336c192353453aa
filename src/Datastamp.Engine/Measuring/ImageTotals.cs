using Datastamp.Definitions;
using Datastamp.Statistics;

namespace Datastamp.Measuring;

/// <summary>What one thread has added up.</summary>
internal sealed class ImageTotals(ImageDataset dataset)
{
    private readonly DatasetMomentsBuilder moments = new(dataset.Preprocessing.Channels.Count);
    private readonly HistogramBuilder? histogram = dataset.Histogram ? new(dataset.Preprocessing.Channels.Count) : null;

    /// <summary>How many files were added.</summary>
    public int Files { get; private set; }

    /// <summary>Files that are no images.</summary>
    public List<BadFile> BadFiles { get; } = [];

    /// <summary>Each image by its index, where the dataset is sampled.</summary>
    public List<(int Index, ImageMoments Moments)> Sample { get; } = [];

    public DatasetMoments Moments => moments.ToMoments();

    public Histogram? Histogram => histogram?.ToHistogram();

    /// <summary>Takes what came of a file.</summary>
    /// <param name="index">Its index in the dataset.</param>
    /// <param name="key">Its key.</param>
    /// <param name="sums">Its integers.</param>
    /// <param name="reason">Why it is no image; null for an image.</param>
    public void Add(int index, string key, ImageSums sums, string? reason)
    {
        Files++;
        if (reason is not null)
        {
            BadFiles.Add(new(key, reason));
            return;
        }

        moments.Add(sums.Depth, sums.Pixels, sums.Sum, sums.SumOfSquares);
        if (dataset.Subset is not null)
        {
            Sample.Add((index, ImageMoments.Of(sums.Depth, sums.Pixels, sums.Sum, sums.SumOfSquares)));
        }

        histogram?.Add(sums.Depth, sums.Counts);
    }
}
