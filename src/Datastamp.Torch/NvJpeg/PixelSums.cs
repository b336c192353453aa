using Datastamp.Definitions;
using Datastamp.Geometry;
using Datastamp.Measuring;
using Datastamp.Torch.Devices;
using TorchSharp;

namespace Datastamp.Torch.NvJpeg;

/// <summary>Sums the pixels of decoded batches where they are, and tells of each image.</summary>
internal sealed class PixelSums(ImageDataset dataset, IImageReceiver receiver)
{
    private const int Depth = 8;

    // Resizing takes numbers of 32 bits for what were bytes, several at once.
    private const double MostPreprocessedPixels = 4 << 20;

    private readonly DevicePreprocessor preprocessor = new(dataset.Preprocessing);
    private readonly int channels = dataset.Preprocessing.Channels.Count;
    private ulong[] sum = [];
    private ulong[] sumOfSquares = [];
    private uint[] counts = [];

    /// <summary>Whether an image's pixels can be on the device, whatever becomes of them there.</summary>
    /// <param name="image">The size of the image.</param>
    public bool Fits(ImageSize image) => preprocessor.LargestPixels(image) <= Math.Min(dataset.MaxPixels, EncodedBatch.MostPixels);

    /// <summary>Tells of the images of one size.</summary>
    /// <param name="images">Bytes, N×H×W×3, on any device.</param>
    /// <param name="indices">The files' indices; where negative, the image is not told of.</param>
    public void Tell(torch.Tensor images, ReadOnlySpan<int> indices)
    {
        var most = preprocessor.LargestPixels(new((int)images.size(2), (int)images.size(1)));
        var step = preprocessor.IsIdentity ? indices.Length : Math.Max(1, (int)(MostPreprocessedPixels / most));
        for (var first = 0; first < indices.Length; first += step)
        {
            var count = Math.Min(step, indices.Length - first);
            using var part = images.narrow(0, first, count);
            if (preprocessor.IsIdentity)
            {
                Sum(part, indices.Slice(first, count));
            }
            else
            {
                using var preprocessed = preprocessor.Run(part);
                Sum(preprocessed, indices.Slice(first, count));
            }
        }
    }

    private void Sum(torch.Tensor images, ReadOnlySpan<int> indices)
    {
        var values = indices.Length * channels;
        if (sum.Length < values)
        {
            (sum, sumOfSquares) = (new ulong[values], new ulong[values]);
        }

        var histogram = dataset.Histogram ? channels << Depth : 0;
        if (counts.Length < indices.Length * histogram)
        {
            counts = new uint[indices.Length * histogram];
        }

        TorchStatistics.Compute(images, sum.AsSpan(0, values), sumOfSquares.AsSpan(0, values), counts.AsSpan(0, indices.Length * histogram));
        var pixels = checked((int)(images.size(1) * images.size(2)));
        for (var i = 0; i < indices.Length; i++)
        {
            if (indices[i] >= 0)
            {
                receiver.Measured(indices[i], new()
                {
                    Depth = Depth,
                    Pixels = pixels,
                    Sum = sum.AsSpan(i * channels, channels),
                    SumOfSquares = sumOfSquares.AsSpan(i * channels, channels),
                    Counts = counts.AsSpan(i * histogram, histogram),
                });
            }
        }
    }
}
