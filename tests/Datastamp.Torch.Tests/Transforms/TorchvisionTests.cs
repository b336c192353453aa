using Datastamp.Definitions;
using Datastamp.Sampling;
using Datastamp.Torch.Transforms;
using TorchSharp;
using ImageSize = Datastamp.Geometry.ImageSize;

namespace Datastamp.Torch.Tests.Transforms;

/// <summary>Beside torchvision on PIL images, by <c>tests/peers/transforms.py</c>.</summary>
[Category("Python")]
public sealed class TorchvisionTests
{
    private const int Images = 200;

    private static readonly float[] mean = [0.485f, 0.456f, 0.406f];
    private static readonly float[] std = [0.229f, 0.224f, 0.225f];

    private string folder = null!;
    private TorchvisionPeer torchvision = null!;

    [OneTimeSetUp]
    public void Start()
    {
        folder = Directory.CreateTempSubdirectory("datastamp-").FullName;
        TorchvisionPeer.Make(folder, Images);
        torchvision = new();
    }

    [OneTimeTearDown]
    public void Stop()
    {
        torchvision?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void Validation_of_images_of_odd_sizes_is_equal_to_the_byte_before_and_to_the_bit_after_normalization()
    {
        var geometry = new Compose(new Resize(256), new CenterCrop(224));
        var whole = Preprocess.Validation(mean, std);
        foreach (var file in Files())
        {
            AssertSame(geometry.ApplyFile(file), whole.ApplyFile(file), torchvision.Ask(new { file, mode = "RGB", mean, std, resize = 256, crop = 224 }), file);
        }
    }

    [Test]
    public void Crops_that_are_larger_than_what_was_resized_have_zeros_around()
    {
        foreach (var (resize, crop) in new[] { (100, 131), (64, 224), (33, 60) })
        {
            var geometry = new Compose(new Resize(resize), new CenterCrop(crop));
            var whole = Preprocess.Validation(mean, std, resize, crop);
            foreach (var file in Files().Take(10))
            {
                AssertSame(geometry.ApplyFile(file), whole.ApplyFile(file), torchvision.Ask(new { file, mode = "RGB", mean, std, resize, crop }), $"{file}, {resize}, {crop}");
            }
        }
    }

    [Test]
    public void Images_in_grey_are_equal_too()
    {
        var gray = new DecodeOptions(ColorOrder.Gray);
        var geometry = new Compose(new Resize(150), new CenterCrop(112));
        var whole = Preprocess.Validation(mean[..1], std[..1], 150, 112);
        foreach (var file in Files().Take(40))
        {
            AssertSame(
                new Compose(gray, geometry).ApplyFile(file),
                new Compose(gray, whole).ApplyFile(file),
                torchvision.Ask(new { file, mode = "L", mean = mean[..1], std = std[..1], resize = 150, crop = 112 }),
                file);
        }
    }

    [Test]
    public void Training_with_the_draws_that_were_made_is_equal()
    {
        var geometry = new Compose(new RandomResizedCrop(96), new RandomHorizontalFlip());
        var whole = Preprocess.Train(mean, std, 96);
        var flips = 0;
        foreach (var (seed, file) in Files().Index())
        {
            // The same draws, taken by hand.
            var generator = new SamplingGenerator((ulong)seed);
            var region = new Datastamp.Geometry.RandomResizedCrop().Draw(SizeOf(file), generator);
            var flip = generator.NextDouble() < 0.5;
            flips += flip ? 1 : 0;

            AssertSame(
                geometry.ApplyFile(file, new SamplingGenerator((ulong)seed)),
                whole.ApplyFile(file, new SamplingGenerator((ulong)seed)),
                torchvision.Ask(new { file, mode = "RGB", mean, std, size = 96, flip, region = new[] { region.Top, region.Left, region.Height, region.Width } }),
                file);
        }

        Assert.That(flips, Is.InRange(Images / 3, Images * 2 / 3));
    }

    private static void AssertSame(torch.Tensor bytes, torch.Tensor numbers, (byte[] Bytes, float[] Numbers, long[] Shape) expected, string what)
    {
        using (bytes)
        using (numbers)
        {
            Assert.That((bytes.shape, numbers.shape), Is.EqualTo((expected.Shape, expected.Shape)), what);
            AssertSame(bytes.data<byte>().ToArray(), expected.Bytes, what);
            AssertSame(numbers.data<float>().ToArray(), expected.Numbers, what);
        }
    }

    private static void AssertSame<T>(T[] actual, T[] expected, string what)
    {
        if (!actual.AsSpan().SequenceEqual(expected))
        {
            Assert.That(actual, Is.EqualTo(expected), what);
        }
    }

    private static ImageSize SizeOf(string file)
    {
        using var image = DecodeOptions.Default.Decode(File.ReadAllBytes(file));
        return new(image.Width, image.Height);
    }

    private string[] Files()
    {
        string[] files = [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal)];
        Assert.That(files, Has.Length.EqualTo(Images));
        return files;
    }
}
