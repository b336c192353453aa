using Datastamp.Videos;

namespace Datastamp.Probing;

public class SecondsTests
{
    [Test]
    public void Units_become_seconds_without_rounding()
    {
        Assert.That(Seconds.Of(9009, new(1, 90000)).ToString(), Is.EqualTo("1001/10000"));
        Assert.That(Seconds.Of(-3, new(2, 6)).ToString(), Is.EqualTo("-1/1"));
        Assert.That(Seconds.Of((Int128)long.MaxValue * 4, new(1, 4)).Numerator, Is.EqualTo(long.MaxValue));
        Assert.That(Seconds.Of(5, default), Is.EqualTo(default(Rational)));
    }

    [Test]
    public void Rates_are_their_reciprocals()
    {
        Assert.That(Seconds.Inverse(new(1001, 30000)).ToString(), Is.EqualTo("30000/1001"));
        Assert.That(Seconds.Divide(72, new(77, 30)).ToString(), Is.EqualTo("2160/77"));
    }

    [Test]
    public void What_fits_no_fraction_is_a_bad_video()
    {
        Assert.That(() => Seconds.Of((Int128)long.MaxValue + 1, new(1, 1)), Throws.InstanceOf<BadVideoException>());
        Assert.That(() => Seconds.Of(Int128.MaxValue, new(3, 1)), Throws.InstanceOf<BadVideoException>());
        Assert.That(() => Seconds.Of(1, new Rational(long.MinValue + 1, 1)), Throws.Nothing);
        Assert.That(() => Seconds.Inverse(default), Throws.InstanceOf<BadVideoException>());
        Assert.That(() => Seconds.Divide(1, default), Throws.InstanceOf<BadVideoException>());
        Assert.That(() => Seconds.Reduce(Int128.MinValue, 1), Throws.InstanceOf<BadVideoException>());
    }
}
