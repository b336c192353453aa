using CsCheck;
using Datastamp.Videos;

namespace Datastamp.Tests.Videos;

public class RationalTests
{
    [Test]
    public void The_default_value_is_zero()
    {
        Assert.That((default(Rational).Numerator, default(Rational).Denominator), Is.EqualTo((0L, 1L)));
        Assert.That(default(Rational), Is.EqualTo(new Rational(0, 7)));
        Assert.That(default(Rational).ToString(), Is.EqualTo("0/1"));
    }

    [TestCase(60000, 2002, "30000/1001")]
    [TestCase(-6, 4, "-3/2")]
    [TestCase(0, 5, "0/1")]
    [TestCase(long.MaxValue, long.MaxValue, "1/1")]
    [TestCase(-long.MaxValue, 1, "-9223372036854775807/1")]
    public void Fractions_are_brought_to_lowest_terms(long numerator, long denominator, string expected) =>
        Assert.That(new Rational(numerator, denominator).ToString(), Is.EqualTo(expected));

    [TestCase(1, 0)]
    [TestCase(1, -1)]
    [TestCase(long.MinValue, 1)]
    public void What_is_no_fraction_throws(long numerator, long denominator) =>
        Assert.That(() => new Rational(numerator, denominator), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Equal_fractions_are_equal_however_they_were_written() =>
        Gen.Select(Gen.Int[-1000, 1000], Gen.Int[1, 1000], Gen.Int[1, 1000]).Sample((numerator, denominator, factor) =>
        {
            var (plain, scaled) = (new Rational(numerator, denominator), new Rational((long)numerator * factor, (long)denominator * factor));
            Assert.That((scaled, scaled.GetHashCode()), Is.EqualTo((plain, plain.GetHashCode())));
            Assert.That(plain.ToDouble(), Is.EqualTo((double)numerator / denominator));
        });
}
