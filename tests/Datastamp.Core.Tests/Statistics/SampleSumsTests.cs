using CsCheck;
using Datastamp.Statistics;

namespace Datastamp.Tests.Statistics;

public class SampleSumsTests
{
    [Test]
    public void Eight_bit_sums_are_those_of_the_definition() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[0, 30_000], Gen.Int).Sample((channels, pixels, seed) =>
        {
            var samples = new byte[pixels * channels];
            new Random(seed).NextBytes(samples);
            var (sum, squares) = (new ulong[channels], new ulong[channels]);

            SampleSums.Compute(samples, sum, squares);

            for (var channel = 0; channel < channels; channel++)
            {
                var own = samples.Where((_, i) => i % channels == channel).ToArray();
                Assert.That(sum[channel], Is.EqualTo((ulong)own.Sum(x => (long)x)));
                Assert.That(squares[channel], Is.EqualTo((ulong)own.Sum(x => (long)x * x)));
            }
        }, iter: 60);

    [Test]
    public void Sixteen_bit_sums_are_those_of_the_definition() =>
        Gen.Select(Gen.Int[1, 4], Gen.UShort.Array[0, 3000]).Sample((channels, values) =>
        {
            var samples = values[..(values.Length / channels * channels)];
            var (sum, squares) = (new ulong[channels], new ulong[channels]);

            SampleSums.Compute(samples, sum, squares);

            for (var channel = 0; channel < channels; channel++)
            {
                var own = samples.Where((_, i) => i % channels == channel).ToArray();
                Assert.That(sum[channel], Is.EqualTo((ulong)own.Sum(x => (long)x)));
                Assert.That(squares[channel], Is.EqualTo((ulong)own.Sum(x => (long)x * x)));
            }
        }, iter: 200);

    [TestCase(1)]
    [TestCase(3)]
    public void The_brightest_image_does_not_overflow_a_lane(int channels)
    {
        var bytes = new byte[1_000_000 * channels];
        var words = new ushort[1_000_000 * channels];
        Array.Fill(bytes, byte.MaxValue);
        Array.Fill(words, ushort.MaxValue);
        var (sum, squares) = (new ulong[channels], new ulong[channels]);

        SampleSums.Compute(bytes, sum, squares);
        Assert.That(sum, Is.All.EqualTo(255_000_000UL));
        Assert.That(squares, Is.All.EqualTo(65_025_000_000UL));

        SampleSums.Compute(words, sum, squares);
        Assert.That(sum, Is.All.EqualTo(65_535_000_000UL));
        Assert.That(squares, Is.All.EqualTo(4_294_836_225_000_000UL));
    }

    [Test]
    public void Samples_that_are_no_whole_pixels_are_refused()
    {
        Assert.That(() => SampleSums.Compute(new byte[4], new ulong[3], new ulong[3]), Throws.ArgumentException);
    }
}
