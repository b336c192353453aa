using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Datastamp.Decoding;
using Datastamp.Definitions;
using Datastamp.Geometry;
using Datastamp.Measuring;
using Datastamp.Statistics;

namespace Datastamp.Surveying;

/// <summary>One thread's share of a survey.</summary>
internal sealed class ImageTally
{
    private readonly ImageDataset dataset;
    private readonly Preprocessor preprocessor;
    private readonly ulong[] sum;
    private readonly ulong[] sumOfSquares;

    public ImageTally(ImageDataset dataset)
    {
        this.dataset = dataset;
        var channels = dataset.Preprocessing.Channels.Count;
        preprocessor = new(dataset.Preprocessing, dataset.MaxPixels);
        sum = new ulong[channels];
        sumOfSquares = new ulong[channels];
        Histogram = new(channels);
        Mean = new(dataset.Preprocessing);
    }

    public List<SurveyedImage> Images { get; } = [];

    public HistogramBuilder Histogram { get; }

    public MeanImageBuilder Mean { get; }

    /// <summary>Adds a file; one that is no whole, valid image is left out.</summary>
    public void Add(string key, ReadOnlySpan<byte> file)
    {
        try
        {
            using var image = ImageDecoder.Decode(file, dataset.Preprocessing.Color, dataset.Preprocessing.Orientation, dataset.MaxPixels);
            var samples = Add(image);
            Images.Add(new(key, file.Length, image.Width, image.Height, Means(samples, image.Depth), Hash(file)));
        }
        catch (BadImageException)
        {
            // Whoever measured the dataset has named it.
        }
    }

    private int Add(DecodedImage image)
    {
        var size = dataset.Preprocessing.SizeOf(new ImageSize(image.Width, image.Height));
        if (image.Depth == 8)
        {
            var pixels = preprocessor.Bytes(image);
            SampleSums.Compute(pixels, sum, sumOfSquares);
            Histogram.Add(pixels);
            Mean.Add(pixels, size);
            return pixels.Length;
        }

        var words = preprocessor.Words(image);
        SampleSums.Compute(words, sum, sumOfSquares);
        Histogram.Add(words);
        Mean.Add(words, size);
        return words.Length;
    }

    private ImmutableArray<float> Means(int samples, int depth) =>
        [.. sum.Select(total => (float)(total * (double)sum.Length / samples / SampleDepth.FullScale(depth)))];

    private static UInt128 Hash(ReadOnlySpan<byte> file)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(file, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
