using Datastamp.Statistics;

namespace Datastamp.Tests.Statistics;

public class EstimationMarginsTests
{
    // In Python with numpy, straight from the formulas; quantiles by integrating the density of t numerically:
    // 0.239909, 0.168352, 0.054096, 0.054143 and 0.194379, with 5.18, 6.13, 8, 8 and 3 degrees of freedom.
    [Test]
    public void Margins_of_nine_images_are_those_of_the_formulas()
    {
        ImageMoments[] images =
        [
            new(100, [0.25], [0.08]), new(200, [0.5], [0.3]), new(400, [0.4], [0.2]), new(100, [0.75], [0.6]), new(300, [0.3], [0.125]),
            new(150, [0.45], [0.25]), new(250, [0.35], [0.2]), new(200, [0.42], [0.2]), new(300, [0.6], [0.4]),
        ];

        var margins = EstimationMargins.Of(images, 9, 30);

        Assert.That(margins.Images.Mean, Is.EqualTo([0.24]));
        Assert.That(margins.Mixed.Mean, Is.EqualTo(margins.Images.Mean));
        Assert.That(margins.Pixels.Mean, Is.EqualTo([0.1684]));
        Assert.That(margins.Mixed.Std, Is.EqualTo([0.0541]));
        Assert.That(margins.Pixels.Std, Is.EqualTo([0.05415]));
        Assert.That(margins.Images.Std, Is.EqualTo([0.1944]));
    }

    [Test]
    public void All_files_leave_no_margin()
    {
        var margins = EstimationMargins.Of([new(4, [0.1], [0.05]), new(2, [0.9], [0.85])], 3, 3);

        Assert.That((margins.Mixed.Mean[0], margins.Pixels.Std[0], margins.Images.Std[0]), Is.EqualTo((0.0, 0.0, 0.0)));
    }

    [Test]
    public void One_image_of_several_tells_nothing()
    {
        var margins = EstimationMargins.Of([new(4, [0.1], [0.05])], 2, 3);

        Assert.That((margins.Mixed.Mean[0], margins.Pixels.Std[0]), Is.EqualTo((1.0, 1.0)));
    }

    [Test]
    public void Equal_images_leave_no_margin()
    {
        var margins = EstimationMargins.Of([.. Enumerable.Repeat(new ImageMoments(16, [0.25], [0.125]), 8)], 8, 100);

        Assert.That((margins.Mixed.Mean[0], margins.Pixels.Mean[0], margins.Images.Std[0]), Is.EqualTo((0.0, 0.0, 0.0)));
    }

    [Test]
    public void Images_of_16_bits_have_the_moments_of_the_same_images_in_8()
    {
        var eight = ImageMoments.Of(8, 2, [255], [(ulong)255 * 255]);
        var sixteen = ImageMoments.Of(16, 2, [65535], [(ulong)65535 * 65535]);

        Assert.That((sixteen.Mean[0], sixteen.MeanSquare[0]), Is.EqualTo((0.5, 0.5)));
        Assert.That((eight.Mean[0], eight.MeanSquare[0]), Is.EqualTo((0.5, 0.5)));
    }

    // (1 + 1 + 8)² / (1 + 1 + 64) = 1.5.
    [Test]
    public void One_large_image_weighs_as_few()
    {
        ImageMoments Of(long pixels) => new(pixels, [0.5], [0.25]);

        Assert.That(EstimationMargins.EffectiveImages([Of(1), Of(1), Of(8)]), Is.EqualTo(1));
        Assert.That(EstimationMargins.EffectiveImages([Of(7), Of(7), Of(7)]), Is.EqualTo(3));
        Assert.That(EstimationMargins.EffectiveImages([Of(1L << 40), Of(1L << 40)]), Is.EqualTo(2));
    }
}
