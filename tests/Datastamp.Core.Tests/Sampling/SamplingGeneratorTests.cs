using Datastamp.Sampling;

namespace Datastamp.Tests.Sampling;

public class SamplingGeneratorTests
{
    // By the published algorithm in Python; the first row is also Rosetta Code's, the second that of the authors' C code.
    [TestCase(1234567UL, new ulong[] { 6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821 })]
    [TestCase(0UL, new ulong[] { 0xe220a8397b1dcdaf, 0x6e789e6aa1b965f4, 0x06c45d188009454f })]
    public void A_seed_gives_the_published_bits(ulong seed, ulong[] expected)
    {
        var generator = new SamplingGenerator(seed);

        Assert.That(expected.Select(_ => generator.NextUInt64()), Is.EqualTo(expected));
    }

    [TestCase(8, new[] { 2, 1, 4, 1, 7, 3, 4, 2 })]
    [TestCase(1_000_000_007, new[] { 350079544, 173644097, 532207307, 249007659, 889529496 })]
    [TestCase(1, new[] { 0, 0, 0 })]
    public void Bounded_draws_are_the_high_half_of_a_product(int count, int[] expected)
    {
        var generator = new SamplingGenerator(1234567);

        Assert.That(expected.Select(_ => generator.Next(count)), Is.EqualTo(expected));
    }

    // The seed's first 64 bits are 0, which lie in the surplus of every count that is no power of two.
    [TestCase(3)]
    [TestCase(1_000_000_007)]
    public void A_draw_that_would_favour_a_value_is_drawn_again(int count)
    {
        const ulong zeroNext = 0x61C8864680B583EB;
        var (generator, bits) = (new SamplingGenerator(zeroNext), new SamplingGenerator(zeroNext));
        Assert.That(bits.NextUInt64(), Is.Zero);
        var second = bits.NextUInt64();

        Assert.That(generator.Next(count), Is.EqualTo((int)(((UInt128)second * (ulong)count) >> 64)));
        Assert.That(generator.NextUInt64(), Is.EqualTo(bits.NextUInt64()));
    }

    [Test]
    public void Fractions_are_53_bits_below_1()
    {
        var generator = new SamplingGenerator(1234567);

        Assert.That(
            new[] { generator.NextDouble(), generator.NextDouble(), generator.NextDouble() },
            Is.EqualTo(new[] { 0.3500795420214081, 0.17364409667091263, 0.5322073040624192 }));
    }

    [Test]
    public void Values_are_drawn_equally_often()
    {
        var generator = new SamplingGenerator(7);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++)
        {
            counts[generator.Next(7)]++;
        }

        // Five standard deviations of a binomial count.
        Assert.That(counts, Is.All.EqualTo(10_000).Within(460));
    }

    [TestCase(0)]
    [TestCase(-1)]
    public void Drawing_from_nothing_is_an_error(int count) =>
        Assert.That(() => new SamplingGenerator(0).Next(count), Throws.TypeOf<ArgumentOutOfRangeException>());
}
