using Datastamp.Decoding;
using Datastamp.Sampling;
using Datastamp.Torch.Transforms;
using TorchSharp;
using ImageSize = Datastamp.Geometry.ImageSize;

namespace Datastamp.Torch.Tests.Transforms;

public class TransformTests
{
    private static readonly byte[] twoByTwo = [0, 51, 255, 102, 153, 204, 1, 2, 3, 4, 5, 6];

    [Test]
    public void Bytes_become_planes_of_numbers_from_0_to_1()
    {
        using var result = new ToTensor().Apply(new Pixels(twoByTwo, new(2, 2), 3));

        Assert.That(result.shape, Is.EqualTo(new long[] { 3, 2, 2 }));
        Assert.That(result.data<float>().ToArray(), Is.EqualTo(new[] { 0, 0.4f, 1 / 255f, 4 / 255f, 0.2f, 0.6f, 2 / 255f, 5 / 255f, 1, 0.8f, 3 / 255f, 6 / 255f }));
    }

    // Worked out by numpy in float32: (np.float32(x) / np.float32(255) - np.float32(m)) / np.float32(s).
    [Test]
    public void Numbers_are_normalized_channel_by_channel()
    {
        var transform = new Compose(new ToTensor(), new Normalize([0.485f, 0.5f], [0.229f, 0.25f]));
        using var images = torch.tensor(new byte[] { 0, 255, 128, 7 }).view(2, 1, 2);
        using var result = transform.Apply(images);

        Assert.That(result.data<float>().ToArray(), Is.EqualTo(new[] { -2.117904f, 2.2489083f, 0.007843256f, -1.8901961f }));
    }

    [Test]
    public void Normalization_keeps_the_precision_of_its_images()
    {
        using var images = torch.tensor(new[] { 0.5, 0.75 }).view(1, 1, 2);
        using var result = new Normalize([0.25f], [0.125f]).Apply(images);

        Assert.That(result.dtype, Is.EqualTo(torch.ScalarType.Float64));
        Assert.That(result.data<double>().ToArray(), Is.EqualTo(new[] { 2.0, 4.0 }));
    }

    [Test]
    public void A_mirrored_image_and_one_that_is_not_are_equally_often()
    {
        var flip = new RandomHorizontalFlip();
        var generator = new SamplingGenerator(8);
        var mirrored = 0;
        for (var i = 0; i < 1000; i++)
        {
            using var result = flip.Apply(new Pixels([1, 2], new(2, 1), 1), generator);
            mirrored += result.data<byte>()[0] == 2 ? 1 : 0;
        }

        Assert.That(mirrored, Is.InRange(440, 560));
    }

    [Test]
    public void Transforms_within_transforms_are_one_row()
    {
        var nested = new Compose(new Compose(new Resize(new ImageSize(2, 2)), new CenterCrop(1)), new Compose(new ToTensor()));

        Assert.That(nested.Pipeline.IsTable);
        using var result = nested.Apply(new Pixels(twoByTwo, new(2, 2), 3));
        Assert.That(result.shape, Is.EqualTo(new long[] { 3, 1, 1 }));
    }

    [Test]
    public void Transforms_of_one_s_own_come_after_those_of_the_library()
    {
        var compose = new Compose(new CenterCrop(1), new ToTensor(), new Negation(), new Normalize([0f, 0, 0], [1f, 1, 1]));
        using var result = compose.Apply(new Pixels(twoByTwo, new(2, 2), 3));

        Assert.That(result.data<float>().ToArray(), Is.EqualTo(new[] { 0, -0.2f, -1 }));
    }

    [Test]
    public void Nothing_gives_the_image_itself()
    {
        using var result = new Compose().Apply(new Pixels(twoByTwo, new(2, 2), 3));
        using var again = new Compose().Apply(result);

        Assert.That(again.data<byte>().ToArray(), Is.EqualTo(new byte[] { 0, 102, 1, 4, 51, 153, 2, 5, 255, 204, 3, 6 }));
    }

    [Test]
    public void Draws_need_a_generator()
    {
        using var images = torch.zeros(3, 8, 8, dtype: torch.ScalarType.Byte);
        var train = Preprocess.Train([0f, 0, 0], [1f, 1, 1], 4);

        Assert.That(() => train.Apply(new Pixels(twoByTwo, new(2, 2), 3)), Throws.ArgumentNullException);
        Assert.That(() => train.Apply(images), Throws.ArgumentNullException);
        Assert.That(() => new RandomHorizontalFlip().Apply(images), Throws.ArgumentNullException);
    }

    [Test]
    public void Constants_of_other_channels_are_an_error_wherever_the_image_comes_from()
    {
        var validation = Preprocess.Validation([0f, 0, 0], [1f, 1, 1], 8, 8);
        using var gray = torch.zeros(1, 8, 8, dtype: torch.ScalarType.Byte);

        Assert.That(() => validation.Apply(new Pixels([1], new(1, 1), 1)), Throws.ArgumentException);
        Assert.That(() => validation.Apply(gray), Throws.ArgumentException);
    }

    [Test]
    public void What_cannot_be_normalized_by_or_scaled_is_an_error()
    {
        using var numbers = torch.zeros(3, 2, 2);
        using var bytes = torch.zeros(3, 2, 2, dtype: torch.ScalarType.Byte);

        Assert.That(() => new Normalize([0.5f], [0f]), Throws.ArgumentException);
        Assert.That(() => new Normalize([0.5f], [0.5f, 0.5f]), Throws.ArgumentException);
        Assert.That(() => new Normalize([], []), Throws.ArgumentException);
        Assert.That(() => new Normalize([float.NaN], [0.5f]), Throws.ArgumentException);
        Assert.That(() => new ToTensor().Apply(numbers), Throws.ArgumentException);
        Assert.That(() => new Normalize([0f, 0, 0], [1f, 1, 1]).Apply(bytes), Throws.ArgumentException);
    }

    [Test]
    public void Images_are_of_one_or_three_channels_and_whole()
    {
        static int Channels(byte[] samples, ImageSize size, int channels) => new Pixels(samples, size, channels).Channels;

        Assert.That(() => Channels(new byte[12], new(3, 2), 2), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => Channels(new byte[17], new(3, 2), 3), Throws.ArgumentException);
        Assert.That(() => Channels([], new(0, 2), 3), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Sizes_are_positive_and_probabilities_probable()
    {
        Assert.That(() => new Resize(0), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new CenterCrop(-1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new RandomResizedCrop(0), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new RandomHorizontalFlip(1.5), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new RandomHorizontalFlip(double.NaN), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void A_file_that_is_no_image_is_named()
    {
        var path = Path.GetTempFileName();
        try
        {
            Assert.That(() => new ToTensor().ApplyFile(path), Throws.TypeOf<BadImageException>().With.Message.Contains(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private sealed class Negation : Transform
    {
        public override torch.Tensor Apply(torch.Tensor images, SamplingGenerator? generator = null) => images.neg();
    }
}
