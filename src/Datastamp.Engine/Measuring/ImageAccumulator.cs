using Datastamp.Decoding;
using Datastamp.Definitions;
using Datastamp.Statistics;

namespace Datastamp.Measuring;

/// <summary>One thread's share of a dataset: decodes images and adds them to its moments.</summary>
internal sealed class ImageAccumulator
{
    private readonly ImageDataset dataset;
    private readonly Preprocessor preprocessor;
    private readonly DatasetMomentsBuilder moments;
    private readonly HistogramBuilder? histogram;
    private readonly ulong[] sum;
    private readonly ulong[] sumOfSquares;

    public ImageAccumulator(ImageDataset dataset)
    {
        this.dataset = dataset;
        var channels = dataset.Preprocessing.Channels.Count;
        preprocessor = new(dataset.Preprocessing, dataset.MaxPixels);
        moments = new(channels);
        histogram = dataset.Histogram ? new(channels) : null;
        sum = new ulong[channels];
        sumOfSquares = new ulong[channels];
    }

    public List<BadFile> BadFiles { get; } = [];

    public DatasetMoments Moments => moments.ToMoments();

    public Histogram? Histogram => histogram?.ToHistogram();

    public void Add(string key, ReadOnlySpan<byte> file)
    {
        try
        {
            var preprocessing = dataset.Preprocessing;
            using var image = ImageDecoder.Decode(file, preprocessing.Color, preprocessing.Orientation, dataset.MaxPixels);
            Add(image);
        }
        catch (BadImageException e)
        {
            BadFiles.Add(new(key, e.Message));
        }
    }

    private void Add(DecodedImage image)
    {
        int samples;
        if (image.Depth == 8)
        {
            var pixels = preprocessor.Bytes(image);
            samples = pixels.Length;
            SampleSums.Compute(pixels, sum, sumOfSquares);
            histogram?.Add(pixels);
        }
        else
        {
            var pixels = preprocessor.Words(image);
            samples = pixels.Length;
            SampleSums.Compute(pixels, sum, sumOfSquares);
            histogram?.Add(pixels);
        }

        moments.Add(image.Depth, samples / image.Channels, sum, sumOfSquares);
    }
}
