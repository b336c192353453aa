using CsCheck;
using Datastamp.Statistics;

namespace Datastamp.Tests.Statistics;

public class DatasetMomentsTests
{
    private static readonly Gen<(int Depth, int[] Samples)> image =
        from depth in Gen.OneOf(Gen.Const(8), Gen.Const(16))
        from samples in Gen.Int[0, depth == 8 ? 255 : 65535].Array[1, 6]
        select (depth, samples);

    [Test]
    public void Any_split_and_order_merges_to_the_same_integers() =>
        Gen.Select(image.Array[1, 12], Gen.Int[1, 5], Gen.Int).Sample((images, parts, seed) =>
        {
            var whole = Moments(images);
            var shuffled = images.ToArray();
            new Random(seed).Shuffle(shuffled);

            var merged = shuffled.Index()
                .GroupBy(item => item.Index % parts, item => item.Item)
                .Select(part => Moments([.. part]))
                .Aggregate((left, right) => left + right);

            Assert.That(Describe(merged), Is.EqualTo(Describe(whole)));
        });

    [Test]
    public void Images_are_grouped_by_their_number_of_pixels()
    {
        var moments = Build.Moments(8, [1, 2], [3], [4, 5]);

        Assert.That(moments.Groups.Select(group => (group.PixelsPerImage, group.Images)), Is.EqualTo([(1L, 1L), (2L, 2L)]));
        Assert.That(moments.Channel(0), Is.EqualTo(new ChannelMoments(5, 15, 55)));
        Assert.That(moments.Images, Is.EqualTo(3));
        Assert.That(moments.Pixels, Is.EqualTo(5));
    }

    [Test]
    public void Eight_bit_samples_are_widened_by_257_beside_sixteen_bit_ones()
    {
        var moments = Build.Moments(8, [255, 1]) + Build.Moments(16, [65535]);

        Assert.That(moments.Depth, Is.EqualTo(16));
        Assert.That(moments.Channel(0), Is.EqualTo(new ChannelMoments(3, 65535 + 257 + 65535, (2UL * 65535 * 65535) + (257 * 257))));
    }

    [Test]
    public void Sixteen_bit_squares_pass_sixty_four_bits()
    {
        var builder = new DatasetMomentsBuilder(1);
        const ulong pixels = 1UL << 31;
        for (var i = 0; i < 3; i++)
        {
            builder.Add(16, (long)pixels, [65535 * pixels], [65535UL * 65535 * pixels]);
        }

        Assert.That(builder.ToMoments().Channel(0).SumOfSquares, Is.EqualTo((UInt128)65535 * 65535 * pixels * 3));
    }

    [Test]
    public void Different_numbers_of_channels_do_not_merge()
    {
        Assert.That(
            () => new DatasetMomentsBuilder(1).ToMoments() + new DatasetMomentsBuilder(3).ToMoments(),
            Throws.ArgumentException);
    }

    [Test]
    public void Moments_that_were_written_down_are_the_same()
    {
        var moments = Build.Moments(8, [1, 2], [3], [255, 255]);

        Assert.That(Describe(DatasetMoments.FromGroups(8, 1, moments.Groups)), Is.EqualTo(Describe(moments)));
    }

    // Two pixels, one image: a sum of at most 510; of 4 a sum of squares of at least 8 and at most 255 * 4.
    [TestCase(0, 1, 0, 0)]
    [TestCase(2, 0, 0, 0)]
    [TestCase(2, 1, 511, 130050)]
    [TestCase(2, 1, 4, 7)]
    [TestCase(2, 1, 4, 1021)]
    [TestCase(long.MaxValue, 2, 0, 0)]
    public void Moments_that_no_images_have_are_refused(long pixels, long images, int sum, int sumOfSquares) =>
        Assert.That(
            () => DatasetMoments.FromGroups(8, 1, [new(pixels, images, [new(unchecked(pixels * images), (UInt128)sum, (UInt128)sumOfSquares)])]),
            Throws.ArgumentException);

    [Test]
    public void Groups_out_of_order_are_refused() => Assert.That(
        () => DatasetMoments.FromGroups(8, 1, [.. Build.Moments(8, [1, 2], [3]).Groups.Reverse()]),
        Throws.ArgumentException);

    private static DatasetMoments Moments((int Depth, int[] Samples)[] images) =>
        images.Select(item => Build.Moments(item.Depth, item.Samples)).Aggregate((left, right) => left + right);

    private static string Describe(DatasetMoments moments) =>
        $"{moments.Depth}: {string.Join("; ", moments.Groups.Select(group => $"{group.PixelsPerImage}×{group.Images} {group.Channels[0]}"))}";
}
