using Datastamp.Statistics;

namespace Datastamp.Tests.Statistics;

// The literals come from exact fractions in Python, rounded once.
public class ImageStatisticsTests
{
    private static readonly int[][] unequal = [[0, 10, 20], [255], [7, 7, 7, 7, 9, 250, 13]];

    [TestCase(Weighting.Mixed, 0.4024276377217554, 0.4167746699698108)]
    [TestCase(Weighting.Pixels, 0.20855614973262032, 0.36893762572191435)]
    [TestCase(Weighting.Images, 0.4024276377217554, 0.4672646554690146)]
    public void Eight_bit_images_of_unequal_sizes_give_the_nearest_doubles(Weighting weighting, double mean, double std)
    {
        var statistics = ImageStatistics.From(Build.Moments(8, unequal)).For(weighting);

        Assert.That(statistics.Mean, Is.EqualTo([mean]));
        Assert.That(statistics.Std, Is.EqualTo([std]));
    }

    [TestCase(Weighting.Mixed, 0.31927595941100173, 0.4132477716797546)]
    [TestCase(Weighting.Pixels, 0.3220904859998474, 0.41323818705241083)]
    [TestCase(Weighting.Images, 0.31927595941100173, 0.3973218202217338)]
    public void Sixteen_bit_images_of_unequal_sizes_give_the_nearest_doubles(Weighting weighting, double mean, double std)
    {
        var statistics = ImageStatistics.From(Build.Moments(16, [65535, 1, 2], [40000, 3])).For(weighting);

        Assert.That(statistics.Mean, Is.EqualTo([mean]));
        Assert.That(statistics.Std, Is.EqualTo([std]));
    }

    [Test]
    public void Images_of_one_size_give_the_same_in_all_weightings()
    {
        var statistics = ImageStatistics.From(Build.Moments(8, [1, 2, 3], [200, 0, 17], [9, 9, 255]));

        Assert.Multiple(() =>
        {
            Assert.That(statistics.Pixels.Mean, Is.EqualTo(statistics.Mixed.Mean));
            Assert.That(statistics.Images.Mean, Is.EqualTo(statistics.Mixed.Mean));
            Assert.That(statistics.Pixels.Std, Is.EqualTo(statistics.Mixed.Std));
            Assert.That(statistics.Images.Std, Is.EqualTo(statistics.Mixed.Std));
        });
    }

    [Test]
    public void A_constant_dataset_of_unequal_sizes_has_zero_std()
    {
        var statistics = ImageStatistics.From(Build.Moments(8, [51, 51, 51], [51], [51, 51, 51, 51, 51, 51, 51]));

        foreach (var weighting in Enum.GetValues<Weighting>())
        {
            Assert.That(statistics.For(weighting).Mean, Is.EqualTo([0.2]));
            Assert.That(statistics.For(weighting).Std, Is.EqualTo([0.0]));
        }
    }

    [Test]
    public void A_tiny_variance_on_a_large_mean_survives()
    {
        // One sample of ten million is 254, all others 255: E[x²] − E[x]² in doubles has no correct digit here.
        const long count = 10_000_000;
        var builder = new DatasetMomentsBuilder(1);
        builder.Add(8, count, [(255UL * count) - 1], [(65025UL * count) - 509]);

        var statistics = ImageStatistics.From(builder.ToMoments()).Pixels;

        Assert.That(statistics.Mean, Is.EqualTo([0.9999999996078431]));
        Assert.That(statistics.Std, Is.EqualTo([1.240108824335095e-06]));
    }

    [Test]
    public void Halves_and_thirds_that_add_up_to_a_whole_are_exact()
    {
        // Image means 1/3, 2/3, 1/2, 1/2 add up to 2 although none but the halves is a binary fraction.
        var statistics = ImageStatistics.From(Build.Moments(8, [1, 0, 0], [1, 1, 0], [1, 0], [0, 1]));

        Assert.That(statistics.Mixed.Mean, Is.EqualTo([0.5 / 255]));
    }

    [Test]
    public void A_dataset_without_images_is_refused()
    {
        Assert.That(() => ImageStatistics.From(new DatasetMomentsBuilder(3).ToMoments()), Throws.ArgumentException);
    }
}
