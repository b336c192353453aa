using Datastamp.Statistics;

namespace Datastamp.Tests.Statistics;

public class StudentQuantileTests
{
    // By numerical integration of the density in Python to 9 digits; tables of t print the same.
    [TestCase(1, 12.706204736174698)]
    [TestCase(2, 4.302652729911275)]
    [TestCase(5, 2.5705818356363146)]
    [TestCase(10, 2.2281388519649385)]
    [TestCase(29, 2.045229642132703)]
    [TestCase(100, 1.983971518523552)]
    [TestCase(1000, 1.9623390808264078)]
    public void Two_sided_quantiles_at_95_percent_are_those_of_tables(double degrees, double expected) =>
        Assert.That(StudentQuantile.TwoSided(0.05, degrees), Is.EqualTo(expected).Within(1e-9));

    // One and two degrees have closed forms: cot(πα/2), and √(2/(α(2 − α)))·(1 − α).
    [TestCase(0.9)]
    [TestCase(0.5)]
    [TestCase(0.01)]
    [TestCase(0.05 / 6)]
    [TestCase(1e-6)]
    public void One_and_two_degrees_have_closed_forms(double tails)
    {
        Assert.That(StudentQuantile.TwoSided(tails, 1), Is.EqualTo(1 / Math.Tan(Math.PI * tails / 2)).Within(1e-9).Percent);
        Assert.That(StudentQuantile.TwoSided(tails, 2), Is.EqualTo((1 - tails) * Math.Sqrt(2 / (tails * (2 - tails)))).Within(1e-9).Percent);
    }

    [Test]
    public void Degrees_need_not_be_whole()
    {
        var between = StudentQuantile.TwoSided(0.05, 5.5);

        Assert.That(between, Is.LessThan(StudentQuantile.TwoSided(0.05, 5)).And.GreaterThan(StudentQuantile.TwoSided(0.05, 6)));
    }

    [Test]
    public void Many_degrees_come_near_the_normal_distribution_from_above() =>
        Assert.That(StudentQuantile.TwoSided(0.05, 1e12), Is.EqualTo(1.959963984540054).Within(0.02).Percent.And.GreaterThan(1.959963984540054));
}
