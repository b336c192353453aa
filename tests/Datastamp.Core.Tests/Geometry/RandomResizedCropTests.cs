using CsCheck;
using Datastamp.Geometry;
using Datastamp.Sampling;

namespace Datastamp.Tests.Geometry;

public class RandomResizedCropTests
{
    private static readonly double log43 = Math.Log(4.0 / 3);

    // A quarter of 400×300 is 30 000 pixels: by 1 they are 173.2 squared, by 4/3 they are 200×150.
    [Test]
    public void Area_and_ratio_give_the_size_and_the_place_may_be_the_last_that_fits()
    {
        var crop = new RandomResizedCrop();

        Assert.That(crop.Choose(new(400, 300), new RecordedDraws(0.25, 0, 127, 227)), Is.EqualTo(new ImageRegion(227, 127, 173, 173)));
        Assert.That(crop.Choose(new(400, 300), new RecordedDraws(0.25, log43, 0, 200)), Is.EqualTo(new ImageRegion(200, 0, 200, 150)));
    }

    // All of 400×100 by 1 is 200×200, which is too high; a tenth by 1 is 63.2 squared.
    [Test]
    public void What_does_not_fit_is_drawn_again() =>
        Assert.That(new RandomResizedCrop().Choose(new(400, 100), new RecordedDraws(1, 0, 1, 0, 0.1, 0, 5, 7)), Is.EqualTo(new ImageRegion(7, 5, 63, 63)));

    // Worked out by hand: 100·4/3 = 133.3, (400 − 133) // 2 = 133; 100 / (3/4) the other way round.
    [TestCase(400, 100, 133, 0, 133, 100)]
    [TestCase(100, 400, 0, 133, 100, 133)]
    [TestCase(110, 100, 0, 0, 110, 100)]
    [TestCase(1, 1, 0, 0, 1, 1)]
    public void After_ten_tries_it_is_the_centre_with_the_ratio_clamped(int width, int height, int left, int top, int cropWidth, int cropHeight)
    {
        var draws = new RecordedDraws(Enumerable.Repeat(new[] { 9.0, 0 }, 10).SelectMany(pair => pair));

        Assert.That(new RandomResizedCrop().Choose(new(width, height), draws), Is.EqualTo(new ImageRegion(left, top, cropWidth, cropHeight)));
        Assert.That(draws.Left, Is.Zero);
    }

    [Test]
    public void Whatever_the_image_and_the_ranges_the_part_has_pixels_and_lies_within() =>
        Gen.Select(Gen.Int[1, 5000], Gen.Int[1, 5000], Gen.Double[0.001, 1], Gen.Double[0.05, 1], Gen.ULong).Sample((width, height, scale, ratio, seed) =>
        {
            var crop = new RandomResizedCrop(scale, 1, ratio, ratio * 2);
            return crop.Draw(new(width, height), new SamplingGenerator(seed)).IsWithin(new(width, height));
        });

    // U(0.08, 1) has mean 0.54. Rounded sizes of a square lose little; the ratio's logarithm is uniform around 0.
    [Test]
    public void Over_many_draws_areas_and_ratios_are_spread_as_defined()
    {
        var generator = new SamplingGenerator(3);
        var crop = new RandomResizedCrop(0.08, 0.7);
        var regions = Enumerable.Range(0, 20_000).Select(_ => crop.Draw(new(1000, 1000), generator)).ToArray();

        Assert.That(regions.Average(region => region.Width * region.Height / 1e6), Is.EqualTo(0.39).Within(0.005));
        Assert.That(regions.Average(region => Math.Log((double)region.Width / region.Height)), Is.Zero.Within(0.005));
        Assert.That(regions.Max(region => Math.Log((double)region.Width / region.Height)), Is.EqualTo(log43).Within(0.01));
        Assert.That(regions.Average(region => (double)region.Left / (1000 - region.Width)), Is.EqualTo(0.5).Within(0.01));
        Assert.That(regions.Average(region => (double)region.Top / (1000 - region.Height)), Is.EqualTo(0.5).Within(0.01));
    }

    [TestCase(0, 1, 1, 1)]
    [TestCase(0.5, 0.4, 1, 1)]
    [TestCase(0.5, 1, double.NaN, 1)]
    [TestCase(0.5, 1, 2, 1)]
    [TestCase(0.5, double.PositiveInfinity, 1, 1)]
    public void Ranges_are_of_positive_numbers_and_end_after_they_start(double minScale, double maxScale, double minRatio, double maxRatio) =>
        Assert.That(() => new RandomResizedCrop(minScale, maxScale, minRatio, maxRatio), Throws.TypeOf<ArgumentOutOfRangeException>());
}
