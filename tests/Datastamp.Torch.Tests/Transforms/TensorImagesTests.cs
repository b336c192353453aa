using CsCheck;
using Datastamp.Resampling;
using Datastamp.Sampling;
using Datastamp.Torch.Transforms;
using TorchSharp;
using ImageSize = Datastamp.Geometry.ImageSize;

namespace Datastamp.Torch.Tests.Transforms;

/// <summary>Tensors of bytes become what the same images become that are bytes.</summary>
public class TensorImagesTests
{
    private static readonly string[] devices = torch.cuda.is_available() ? ["cpu", "cuda"] : ["cpu"];

    private static readonly Gen<GeometricTransform> transforms = Gen.OneOf<GeometricTransform>(
        Gen.Select(Gen.Int[1, 50], Gen.Enum<Interpolation>()).Select(GeometricTransform (size, filter) => new Resize(size, filter)),
        Gen.Select(RandomImages.Sizes, Gen.Enum<Interpolation>()).Select(GeometricTransform (size, filter) => new Resize(size, filter)),
        RandomImages.Sizes.Select(GeometricTransform (size) => new CenterCrop(size)),
        Gen.Double[0, 1].Select(GeometricTransform (often) => new RandomHorizontalFlip(often)),
        Gen.Select(RandomImages.Sizes, Gen.Enum<Interpolation>()).Select(GeometricTransform (size, filter) => new RandomResizedCrop(size, interpolation: filter)));

    [Test]
    public void Any_transforms_in_a_row_give_the_same_from_bytes_from_tensors_and_one_by_one() =>
        Gen.Select(RandomImages.Sizes, Gen.Bool.Select(isGray => isGray ? 1 : 3), transforms.Array[0, 4], Gen.ULong).Sample(
            (size, channels, row, seed) =>
            {
                using var scope = torch.NewDisposeScope();
                var samples = RandomImages.Samples(size, channels, (int)(seed % 1000));
                var tensor = RandomImages.Tensor(samples, size, channels);
                var compose = new Compose([.. row]);
                var fromBytes = RandomImages.Apply(compose, samples, size, channels, seed);
                var fromTensor = compose.Apply(tensor, new SamplingGenerator(seed));
                var generator = new SamplingGenerator(seed);
                var oneByOne = row.Aggregate(tensor, (images, transform) => transform.Apply(images, generator));
                return fromBytes.Equals(fromTensor) && fromBytes.Equals(oneByOne);
            },
            iter: 300);

    [TestCaseSource(nameof(devices))]
    public void A_batch_is_transformed_on_its_device_as_its_images_are(string device)
    {
        using var scope = torch.NewDisposeScope();
        float[] mean = [0.485f, 0.456f, 0.406f];
        float[] std = [0.229f, 0.224f, 0.225f];
        var size = new ImageSize(97, 61);
        foreach (var transform in new[] { Preprocess.Validation(mean, std, 50, 40), Preprocess.Validation(mean, std, 40, 51, Interpolation.Bicubic), Preprocess.Train(mean, std, 32) })
        {
            byte[][] images = [.. Enumerable.Range(0, 4).Select(seed => RandomImages.Samples(size, 3, seed))];
            var batch = torch.stack(images.Select(samples => RandomImages.Tensor(samples, size, 3))).to(device);

            var actual = transform.Apply(batch, new SamplingGenerator(5));

            var expected = torch.stack(images.Select(samples => RandomImages.Apply(transform, samples, size, 3, 5)));
            Assert.That(actual.device_type.ToString(), Is.EqualTo(device).IgnoreCase);
            Assert.That(actual.cpu().Equals(expected), $"{device}: {actual.cpu().sub(expected).abs().max().item<float>()}");
        }
    }

    [Test]
    public void Images_that_are_not_of_bytes_are_cropped_and_mirrored_but_not_resized()
    {
        using var scope = torch.NewDisposeScope();
        var images = torch.arange(6f).view(1, 2, 3);

        Assert.That(new RandomHorizontalFlip(1).Apply(images, new(1)).data<float>().ToArray(), Is.EqualTo(new float[] { 2, 1, 0, 5, 4, 3 }));
        Assert.That(new CenterCrop(1).Apply(images).data<float>().ToArray(), Is.EqualTo(new float[] { 1 }));
        Assert.That(() => new Resize(7).Apply(images), Throws.ArgumentException);
    }

    [Test]
    public void Only_three_and_four_dimensions_are_images()
    {
        using var row = torch.zeros(3, 4, dtype: torch.ScalarType.Byte);

        Assert.That(() => new Resize(7).Apply(row), Throws.ArgumentException);
        Assert.That(() => new Compose(new CenterCrop(7)).Apply(row), Throws.ArgumentException);
    }
}
