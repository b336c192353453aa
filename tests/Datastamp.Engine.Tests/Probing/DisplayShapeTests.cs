namespace Datastamp.Probing;

public class DisplayShapeTests
{
    [TestCase(0, 64, 48, 0)]
    [TestCase(90, 48, 64, 90)]
    [TestCase(-90, 48, 64, -90)]
    [TestCase(270, 48, 64, -90)]
    [TestCase(180, 64, 48, 180)]
    [TestCase(-180, 64, 48, 180)]
    [TestCase(360, 64, 48, 0)]
    [TestCase(-450, 48, 64, -90)]
    [TestCase(45, 64, 48, 45)]
    [TestCase(46, 48, 64, 46)]
    [TestCase(-45, 64, 48, -45)]
    [TestCase(-134, 48, 64, -134)]
    public void Frames_are_turned(int rotation, int width, int height, int degrees) =>
        Assert.That(DisplayShape.Of(64, 48, new(1, 1), rotation), Is.EqualTo(new DisplayShape(width, height, degrees)));

    [TestCase(4, 3, 0, 85, 48)]
    [TestCase(4, 3, 90, 48, 85)]
    [TestCase(1, 2, 0, 32, 48)]
    [TestCase(1024, 765, 0, 86, 48)]
    public void Pixels_are_made_square_before_that(int across, int down, int rotation, int width, int height)
    {
        var shape = DisplayShape.Of(64, 48, new(across, down), rotation);
        Assert.That((shape.Width, shape.Height), Is.EqualTo((width, height)));
    }

    [Test]
    public void Whatever_the_numbers_it_is_a_shape() =>
        Assert.That(DisplayShape.Of(int.MaxValue, 1, new(long.MaxValue, 1), int.MinValue).Height, Is.EqualTo(int.MaxValue));
}
