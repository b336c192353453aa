using Datastamp.Videos;

namespace Datastamp.Probing;

public class FrameRatesTests
{
    // The spans are those of 10 s, or of 10 frames, rounded to milliseconds.
    [TestCase(299, 9977, "30000/1001")]
    [TestCase(299, 9967, "30/1")]
    [TestCase(239, 9968, "24000/1001")]
    [TestCase(10, 334, "30000/1001")]
    [TestCase(10, 333, "30/1")]
    [TestCase(10, 800, "25/2")]
    [TestCase(1, 40, "25/1")]
    [TestCase(1, 60000, "1/60")]
    public void The_nearest_rate_that_could_span_as_much_is_taken(int gaps, long span, string expected) =>
        Assert.That(FrameRates.Nearest(gaps, span, new(1, 1000)).ToString(), Is.EqualTo(expected));

    [Test]
    public void Times_may_be_rounded_to_more_than_their_unit()
    {
        Assert.That(FrameRates.Nearest(47, 1_958_000, new(1, 1_000_000), 1001).ToString(), Is.EqualTo("24/1"));
        Assert.That(FrameRates.Nearest(47, 1_958_000, new(1, 1_000_000)).ToString(), Is.EqualTo("23500/979"));
    }

    [Test]
    public void Units_of_any_size_only_fail_as_bad_videos()
    {
        Assert.That(() => FrameRates.Nearest(3, long.MaxValue, new(long.MaxValue, 1)), Throws.InstanceOf<BadVideoException>());
        Assert.That(() => FrameRates.Nearest(3, 1, default), Throws.InstanceOf<BadVideoException>());
        Assert.That(FrameRates.Nearest(3, 1, new(1, long.MaxValue / 3)), Is.EqualTo(new Rational(long.MaxValue / 3 * 3, 1)));
    }
}
