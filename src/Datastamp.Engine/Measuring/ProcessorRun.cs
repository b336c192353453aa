using Datastamp.Decoding;
using Datastamp.Definitions;
using Datastamp.Statistics;

namespace Datastamp.Measuring;

/// <summary>Decodes images one by one and sums their samples.</summary>
internal sealed class ProcessorRun : IImageRun
{
    private readonly ImageDataset dataset;
    private readonly IImageReceiver receiver;
    private readonly Preprocessor preprocessor;
    private readonly ulong[] sum;
    private readonly ulong[] sumOfSquares;
    private uint[] counts = [];

    public ProcessorRun(ImageDataset dataset, IImageReceiver receiver)
    {
        this.dataset = dataset;
        this.receiver = receiver;
        var channels = dataset.Preprocessing.Channels.Count;
        preprocessor = new(dataset.Preprocessing, dataset.MaxPixels);
        sum = new ulong[channels];
        sumOfSquares = new ulong[channels];
    }

    public void Add(int index, ReadOnlySpan<byte> file)
    {
        try
        {
            var preprocessing = dataset.Preprocessing;
            using var image = ImageDecoder.Decode(file, preprocessing.Color, preprocessing.Orientation, dataset.MaxPixels);
            Measure(index, image);
        }
        catch (BadImageException e)
        {
            receiver.Refused(index, e.Message);
        }
    }

    public void Complete()
    {
        // Every image has been told of when its Add returned.
    }

    public void Dispose()
    {
        // Nothing is held between images but managed memory.
    }

    private void Measure(int index, DecodedImage image)
    {
        int samples;
        var histogram = Counts(image);
        if (image.Depth == 8)
        {
            var pixels = preprocessor.Bytes(image);
            samples = pixels.Length;
            SampleSums.Compute(pixels, sum, sumOfSquares);
            SampleCounts.Add(pixels, image.Channels, histogram);
        }
        else
        {
            var pixels = preprocessor.Words(image);
            samples = pixels.Length;
            SampleSums.Compute(pixels, sum, sumOfSquares);
            SampleCounts.Add(pixels, image.Channels, histogram);
        }

        receiver.Measured(index, new() { Depth = image.Depth, Pixels = samples / image.Channels, Sum = sum, SumOfSquares = sumOfSquares, Counts = histogram });
    }

    private Span<uint> Counts(DecodedImage image)
    {
        if (!dataset.Histogram)
        {
            return [];
        }

        var length = image.Channels << image.Depth;
        if (counts.Length < length)
        {
            counts = new uint[length];
        }

        var histogram = counts.AsSpan(0, length);
        histogram.Clear();
        return histogram;
    }
}
