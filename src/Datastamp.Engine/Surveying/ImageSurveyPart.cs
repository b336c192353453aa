using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Datastamp.Decoding;
using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Statistics;

namespace Datastamp.Surveying;

/// <summary>One thread's share of a survey: decodes images and keeps little of each.</summary>
internal sealed class ImageSurveyPart
{
    private readonly ImageDataset dataset;
    private readonly Preprocessor preprocessor;
    private readonly HistogramBuilder histogram;
    private readonly ulong[] sum;
    private readonly ulong[] sumOfSquares;

    public ImageSurveyPart(ImageDataset dataset)
    {
        this.dataset = dataset;
        var channels = dataset.Preprocessing.Channels.Count;
        preprocessor = new(dataset.Preprocessing, dataset.MaxPixels);
        histogram = new(channels);
        sum = new ulong[channels];
        sumOfSquares = new ulong[channels];
        Mean = new(dataset.Preprocessing);
    }

    public MeanImageBuilder Mean { get; }

    public Histogram Histogram => histogram.ToHistogram();

    /// <summary>Adds an image.</summary>
    /// <returns>What is kept of it; null where it is no whole, valid image.</returns>
    public SurveyedImage? Add(string key, ReadOnlySpan<byte> file)
    {
        try
        {
            var preprocessing = dataset.Preprocessing;
            using var image = ImageDecoder.Decode(file, preprocessing.Color, preprocessing.Orientation, dataset.MaxPixels);
            return new(key, file.Length, image.Width, image.Height, Add(image), Hash(file));
        }
        catch (BadImageException)
        {
            return null;
        }
    }

    private static UInt128 Hash(ReadOnlySpan<byte> file)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(file, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <summary>Adds the pixels, as they are measured.</summary>
    /// <returns>Their mean a channel.</returns>
    private ImmutableArray<float> Add(DecodedImage image)
    {
        var size = dataset.Preprocessing.SizeAfter(new(image.Width, image.Height));
        if (image.Depth == 8)
        {
            var pixels = preprocessor.Bytes(image);
            SampleSums.Compute(pixels, sum, sumOfSquares);
            histogram.Add(pixels);
            Mean.Add(pixels, size);
        }
        else
        {
            var pixels = preprocessor.Words(image);
            SampleSums.Compute(pixels, sum, sumOfSquares);
            histogram.Add(pixels);
            Mean.Add(pixels, size);
        }

        var full = (double)size.Width * size.Height * SampleDepth.FullScale(image.Depth);
        return [.. sum.Select(total => (float)(total / full))];
    }
}
