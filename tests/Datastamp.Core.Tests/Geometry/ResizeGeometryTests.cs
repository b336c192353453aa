using Datastamp.Geometry;

namespace Datastamp.Tests.Geometry;

public class ResizeGeometryTests
{
    [TestCase(500, 375, 256, 341, 256)]
    [TestCase(375, 500, 256, 256, 341)]
    [TestCase(640, 480, 256, 341, 256)]
    [TestCase(100, 100, 7, 7, 7)]
    [TestCase(3, 1000, 1, 1, 333)]
    [TestCase(1000, 3, 2, 666, 2)]
    [TestCase(1, 2, 256, 256, 512)]
    [TestCase(1199, 1200, 256, 256, 256)]
    public void The_short_side_becomes_the_size_and_the_long_side_is_truncated(
        int width, int height, int size, int newWidth, int newHeight) =>
        Assert.That(ResizeGeometry.ShortSide(new(width, height), size), Is.EqualTo(new ImageSize(newWidth, newHeight)));

    // Worked out by Python: int(size * long / short).
    [TestCase(1684805519, 1621498398, 1448480083, 1505032161)]
    [TestCase(1684805519, 1621498398, 1078074638, 1120165214)]
    [TestCase(1684805519, 1621498398, 1069301756, 1111049817)]
    [TestCase(1684805519, 1621498398, 317281374, 329668786)]
    [TestCase(1625397305, 1524616342, 1441421162, 1536702715)]
    [TestCase(1625397305, 1524616342, 966672499, 1030571974)]
    [TestCase(2147483647, 2147483646, 2147483646, 2147483647)]
    [TestCase(2147483647, 2147483645, 2147483640, 2147483642)]
    public void A_quotient_just_below_a_whole_number_is_rounded_up_to_it_as_a_double_is(
        int longSide, int shortSide, int size, int newLongSide) =>
        Assert.That(ResizeGeometry.ShortSide(new(longSide, shortSide), size), Is.EqualTo(new ImageSize(newLongSide, size)));

    [Test]
    public void A_long_side_past_the_largest_integer_is_an_error() =>
        Assert.That(() => ResizeGeometry.ShortSide(new(1, 65_536), 65_536), Throws.TypeOf<OverflowException>());

    [TestCase(0, 1, 1)]
    [TestCase(1, 0, 1)]
    [TestCase(-1, 1, 1)]
    [TestCase(1, 1, 0)]
    [TestCase(1, 1, -5)]
    public void Sides_and_sizes_must_be_positive(int width, int height, int size) =>
        Assert.That(() => ResizeGeometry.ShortSide(new(width, height), size), Throws.TypeOf<ArgumentOutOfRangeException>());
}
