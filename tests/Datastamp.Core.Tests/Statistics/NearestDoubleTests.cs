using System.Numerics;
using CsCheck;
using Datastamp.Statistics;

namespace Datastamp.Tests.Statistics;

public class NearestDoubleTests
{
    [Test]
    public void Quotients_of_exact_doubles_agree_with_the_processors_division() =>
        Gen.Select(Gen.Long[0, 1L << 53], Gen.Long[1, 1L << 53]).Sample((numerator, denominator) =>
            NearestDouble.Quotient(numerator, denominator) == (double)numerator / denominator);

    [Test]
    public void Square_roots_of_exact_doubles_agree_with_the_processors() =>
        Gen.Long[0, 1L << 53].Sample(value => NearestDouble.SquareRoot(value, BigInteger.One) == Math.Sqrt(value));

    [Test]
    public void Ties_go_to_the_even_double()
    {
        var tie = (BigInteger.One << 54) + 2;

        Assert.That(NearestDouble.Quotient(tie, BigInteger.One), Is.EqualTo(Math.Pow(2, 54)));
        Assert.That(NearestDouble.Quotient((tie << 200) + 1, BigInteger.One << 200), Is.EqualTo(Math.Pow(2, 54) + 4));
    }
}
