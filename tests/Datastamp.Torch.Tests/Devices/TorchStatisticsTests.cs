using System.Runtime.InteropServices;
using CsCheck;
using Datastamp.Statistics;
using Datastamp.Torch.Devices;
using TorchSharp;

namespace Datastamp.Torch.Tests.Devices;

public class TorchStatisticsTests
{
    private static readonly Gen<(int Channels, int Height, int Width, int Images, int Shift, int Seed)> cases =
        Gen.Select(Gen.Bool.Select(grey => grey ? 1 : 3), Gen.Int[1, 90], Gen.Int[1, 90], Gen.Int[1, 12], Gen.Int[0, 20], Gen.Int);

    private static readonly torch.Device[] devices = torch.cuda.is_available() ? [torch.CPU, torch.CUDA] : [torch.CPU];

    [Test]
    public void The_integers_are_those_of_the_processor([ValueSource(nameof(devices))] torch.Device device) => cases.Sample(
        one =>
        {
            var length = one.Height * one.Width * one.Channels;
            var noise = Noise(one.Shift + (length * one.Images), one.Seed);
            using var scope = torch.NewDisposeScope();
            var pixels = torch.tensor(noise).to(device).narrow(0, one.Shift, length * one.Images).view(one.Images, one.Height, one.Width, one.Channels);

            Assert.That(Compute(pixels), Is.EqualTo(Expected(noise.AsSpan(one.Shift), length, one.Images, one.Channels)));
        },
        iter: 100,
        threads: 1);

    [TestCase(1)]
    [TestCase(3)]
    public void Images_that_take_many_pieces_lose_nothing(int channels)
    {
        const int pixels = 700_001;
        var noise = Noise(2 * pixels * channels, 3);
        using var tensor = torch.tensor(noise).view(2, pixels, channels);

        Assert.That(Compute(tensor), Is.EqualTo(Expected(noise, pixels * channels, 2, channels)));
    }

    [Test]
    public void White_images_give_the_largest_sums()
    {
        using var white = torch.full([1, 1000, 1000, 3], 255, dtype: torch.ScalarType.Byte);

        var (sum, squares, counts) = Compute(white);

        Assert.That(sum, Is.EqualTo(new ulong[] { 255_000_000, 255_000_000, 255_000_000 }));
        Assert.That(squares, Is.EqualTo(new ulong[] { 65_025_000_000, 65_025_000_000, 65_025_000_000 }));
        Assert.That(counts[255], Is.EqualTo(1_000_000));
        Assert.That(counts.Sum(count => (long)count), Is.EqualTo(3_000_000));
    }

    [Test]
    public void Images_and_channels_are_kept_apart()
    {
        // Two images of two pixels.
        using var pixels = torch.tensor(new byte[] { 1, 2, 3, 4, 5, 6, 10, 20, 30, 0, 0, 255 }).view(2, 2, 3);
        var (sum, squares, counts) = Compute(pixels);

        Assert.That(sum, Is.EqualTo(new ulong[] { 5, 7, 9, 10, 20, 285 }));
        Assert.That(squares, Is.EqualTo(new ulong[] { 17, 29, 45, 100, 400, 65925 }));
        Assert.That(
            counts.Index().Where(one => one.Item > 0).Select(one => (one.Index / 768, one.Index / 256 % 3, one.Index % 256)),
            Is.EqualTo(new[] { (0, 0, 1), (0, 0, 4), (0, 1, 2), (0, 1, 5), (0, 2, 3), (0, 2, 6), (1, 0, 0), (1, 0, 10), (1, 1, 0), (1, 1, 20), (1, 2, 30), (1, 2, 255) }));
    }

    [Test]
    public void Sums_alone_need_no_room_for_counts()
    {
        using var pixels = torch.tensor(new byte[] { 7, 9 }).view(1, 2, 1);
        var (sum, squares) = (new ulong[1], new ulong[1]);

        TorchStatistics.Compute(pixels, sum, squares, []);

        Assert.That((sum[0], squares[0]), Is.EqualTo((16ul, 130ul)));
    }

    [Test]
    public void What_kernels_are_given_is_the_address_of_a_views_first_value()
    {
        using var bytes = torch.tensor(new byte[] { 1, 2, 3, 4, 5 });
        using var numbers = torch.tensor(new long[] { 6, 7, 8 });
        using var view = bytes.narrow(0, 3, 2);
        using var other = numbers.narrow(0, 1, 2);

        Assert.That(Marshal.ReadByte(CudaStatistics.Address<byte>(view)), Is.EqualTo(4));
        Assert.That(Marshal.ReadInt64(CudaStatistics.Address<long>(other)), Is.EqualTo(7));
    }

    [Test]
    public void Other_tensors_are_refused()
    {
        using var scope = torch.NewDisposeScope();
        Refuses(torch.zeros(1, 4, 3), "Images of bytes (uint8) are summed, and these are Float32");
        Refuses(torch.zeros([1, 3, 4, 5], torch.ScalarType.Byte), "of 1 or 3 channels, and these are 1×3×4×5");
        Refuses(torch.zeros([12, 3], torch.ScalarType.Byte), "and these are 12×3");
        Refuses(torch.zeros([1, 3, 4, 5], torch.ScalarType.Byte).permute(0, 2, 3, 1), "Call contiguous() first");
        Refuses(torch.zeros([2, 0, 3], torch.ScalarType.Byte), "There are no pixels");
        Refuses(torch.zeros([0, 2, 3], torch.ScalarType.Byte), "There are no pixels");

        static void Refuses(torch.Tensor pixels, string message) => Assert.That(
            () => TorchStatistics.Compute(pixels, new ulong[3], new ulong[3], []), Throws.ArgumentException.With.Message.Contains(message));
    }

    [TestCase(5, 6, 0)]
    [TestCase(6, 7, 0)]
    [TestCase(6, 6, 768)]
    public void Lengths_that_do_not_fit_are_refused(int sums, int squares, int counts)
    {
        using var pixels = torch.zeros([2, 4, 3], torch.ScalarType.Byte);
        Assert.That(
            () => TorchStatistics.Compute(pixels, new ulong[sums], new ulong[squares], new uint[counts]),
            Throws.ArgumentException.With.Message.Contains("2 images of 3 channels have 6 sums, as many sums of squares, and 1536 counts or none"));
    }

    private static (ulong[] Sum, ulong[] Squares, uint[] Counts) Compute(torch.Tensor pixels)
    {
        var values = pixels.shape[0] * pixels.shape[^1];

        // What is there before does not count.
        var (sum, squares, counts) = (new ulong[values], new ulong[values], new uint[values * 256]);
        sum.AsSpan().Fill(77);
        squares.AsSpan().Fill(77);
        counts.AsSpan().Fill(77);
        TorchStatistics.Compute(pixels, sum, squares, counts);
        return (sum, squares, counts);
    }

    private static (ulong[] Sum, ulong[] Squares, uint[] Counts) Expected(ReadOnlySpan<byte> samples, int length, int images, int channels)
    {
        var (sum, squares, counts) = (new ulong[images * channels], new ulong[images * channels], new uint[images * channels * 256]);
        for (var i = 0; i < images; i++)
        {
            var image = samples.Slice(i * length, length);
            SampleSums.Compute(image, sum.AsSpan(i * channels, channels), squares.AsSpan(i * channels, channels));
            SampleCounts.Add(image, channels, counts.AsSpan(i * channels * 256, channels * 256));
        }

        return (sum, squares, counts);
    }

    private static byte[] Noise(int length, int seed)
    {
        var noise = new byte[length];
        new Random(seed).NextBytes(noise);
        return noise;
    }
}
