using Datastamp.Surveying;

namespace Datastamp.Tests.Surveying;

public class SpreadTests
{
    [TestCase(0, 3, "")]
    [TestCase(1, 3, "0")]
    [TestCase(3, 3, "0 1 2")]
    [TestCase(4, 3, "0 2 3")]
    [TestCase(9, 3, "1 4 7")]
    [TestCase(10, 1, "5")]
    public void The_middles_of_equal_parts_are_chosen(int count, int wanted, string expected) =>
        Assert.That(string.Join(' ', Spread.Over(count, wanted)), Is.EqualTo(expected));

    [Test]
    public void Any_number_of_things_can_be_chosen_from() =>
        Assert.That(Spread.Over(int.MaxValue, 1024).Last(), Is.EqualTo(2146435071));
}
