using Datastamp.Definitions;
using Datastamp.Geometry;
using Datastamp.Measuring;
using Datastamp.Resampling;
using Datastamp.Torch.NvJpeg;
using TorchSharp;

namespace Datastamp.Torch.Tests.NvJpeg;

/// <summary>On the processor's tensors, against the engine on the same pixels.</summary>
public class PixelSumsTests
{
    private static readonly ImageSize size = new(37, 23);

    private static readonly ImagePreprocessing[] preprocessings =
    [
        new(),
        new(ColorOrder.Bgr),
        new(ColorOrder.Gray),
        new(Resize: new ResizeTarget(16, null)),
        new(Resize: new ResizeTarget(30, 11), Interpolation: Interpolation.Bicubic),
        new(CenterCrop: new ImageSize(40, 20)),
        new(ColorOrder.Gray, Resize: new ResizeTarget(20, null), CenterCrop: new ImageSize(16, 16)),
    ];

    [TestCaseSource(nameof(preprocessings))]
    public void The_integers_are_those_of_the_processor(ImagePreprocessing preprocessing)
    {
        var dataset = new ImageDataset { Name = "D", Root = "/", Include = ".", Preprocessing = preprocessing, Histogram = true };
        var random = new Random(1);
        var samples = new byte[3][];
        var (expected, found) = (new Received(), new Received());
        using (var processor = Processor.Instance.Begin(dataset, expected))
        {
            for (var i = 0; i < samples.Length; i++)
            {
                samples[i] = new byte[size.Width * size.Height * 3];
                random.NextBytes(samples[i]);
                processor.Add(i, [.. System.Text.Encoding.ASCII.GetBytes($"P6\n{size.Width} {size.Height}\n255\n"), .. samples[i]]);
            }
        }

        using var images = torch.tensor(samples.SelectMany(image => image).ToArray(), dtype: torch.ScalarType.Byte).view(3, size.Height, size.Width, 3);
        using var inOrder = preprocessing.Color == ColorOrder.Bgr ? images.flip(-1).contiguous() : images.alias();
        new PixelSums(dataset, found).Tell(inOrder, [0, -1, 2]);

        Assert.That(found.Images.Keys, Is.EquivalentTo(new[] { 0, 2 }));
        Assert.That(found.Images[0], Is.EqualTo(expected.Images[0]));
        Assert.That(found.Images[2], Is.EqualTo(expected.Images[2]));
    }

    [Test]
    public void Images_that_grow_too_large_are_not_for_the_device()
    {
        var dataset = new ImageDataset { Name = "D", Root = "/", Include = ".", Preprocessing = new(Resize: new ResizeTarget(4096, null)) };
        Assert.That(new PixelSums(dataset, new Received()).Fits(new(100, 200)), Is.True, "4096×8192 are 2^25");
        Assert.That(new PixelSums(dataset, new Received()).Fits(new(100, 201)), Is.False);
        Assert.That(new PixelSums(dataset, new Received()).Fits(new(1, 65535)), Is.False, "more than 32 bits a side");
        Assert.That(new PixelSums(dataset with { MaxPixels = 1 << 20 }, new Received()).Fits(new(10, 10)), Is.False);
        Assert.That(new PixelSums(dataset with { Preprocessing = new(), MaxPixels = 100 }, new Received()).Fits(new(10, 10)), Is.True);
        Assert.That(new PixelSums(dataset with { Preprocessing = new(), MaxPixels = 100 }, new Received()).Fits(new(10, 11)), Is.False);
    }

    private sealed class Received : IImageReceiver
    {
        public Dictionary<int, string> Images { get; } = [];

        public void Measured(int index, ImageSums sums) => Images.Add(index, string.Join(
            ' ', [sums.Depth, sums.Pixels, .. sums.Sum.ToArray(), .. sums.SumOfSquares.ToArray(), .. sums.Counts.ToArray()]));

        public void Refused(int index, string reason) => Assert.Fail(reason);
    }
}
