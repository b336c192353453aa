using CsCheck;
using Datastamp.Videos;

namespace Datastamp.Probing;

public class FrameTimelineTests
{
    private static readonly Rational hundredth = new(1, 100);
    private static readonly Rational millisecond = new(1, 1000);

    [Test]
    public void Even_frames_have_the_rate_of_their_spacing() =>
        Assert.That(
            FrameTimeline.Of(Frames(50, 54, 58, 62), hundredth),
            Is.EqualTo(new FrameTimeline(4, 1, new(25, 1), new(1, 2), new(4, 25), IsVariable: false, new(1, 25), new(1, 25))));

    [Test]
    public void Uneven_frames_have_their_mean_rate() =>
        Assert.That(
            FrameTimeline.Of(Frames(0, 4, 20), hundredth),
            Is.EqualTo(new FrameTimeline(3, 1, new(10, 1), default, new(3, 10), IsVariable: true, new(1, 25), new(4, 25))));

    [Test]
    public void The_order_of_coding_does_not_matter() =>
        Assert.That(
            FrameTimeline.Of([At(0, isKey: true), At(12, 4), At(4, 4), At(8, 4)], hundredth),
            Is.EqualTo(FrameTimeline.Of([At(0, isKey: true), At(4, 4), At(8, 4), At(12, 4)], hundredth)));

    [Test]
    public void Frames_that_are_not_shown_do_not_count()
    {
        var timeline = FrameTimeline.Of([At(0, 4, isKey: true) with { IsShown = false }, At(4, 4), At(8, 4, isKey: true), At(99) with { IsShown = false }], hundredth);
        Assert.That((timeline.FrameCount, timeline.KeyFrames, timeline.Start, timeline.Duration), Is.EqualTo((2, 1, new Rational(1, 25), new Rational(2, 25))));
    }

    [Test]
    public void One_frame_has_the_rate_of_its_duration_or_the_declared_one_or_none()
    {
        Assert.That(Rate(FrameTimeline.Of([At(7, 4)], hundredth)), Is.EqualTo(("25/1", "1/25")));
        Assert.That(Rate(FrameTimeline.Of([At(7)], hundredth, declared: new(50, 1))), Is.EqualTo(("50/1", "1/50")));
        Assert.That(Rate(FrameTimeline.Of([At(7)], hundredth)), Is.EqualTo(("0/1", "0/1")));
    }

    [Test]
    public void No_frame_has_nothing() =>
        Assert.That(FrameTimeline.Of([At(7) with { IsShown = false }], hundredth), Is.EqualTo(FrameTimeline.Of([], hundredth)).And.Property("FrameCount").Zero);

    [TestCase(30000, 1001)]
    [TestCase(24000, 1001)]
    [TestCase(60000, 1001)]
    [TestCase(24, 1)]
    [TestCase(30, 1)]
    [TestCase(60, 1)]
    public void Rates_are_found_behind_times_of_milliseconds(int numerator, int denominator)
    {
        var times = Enumerable.Range(0, 300).Select(i => (long)Math.Round(i * 1000d * denominator / numerator)).ToArray();
        var timeline = FrameTimeline.Of(Frames(times), millisecond);
        Assert.That((timeline.Rate, timeline.IsVariable), Is.EqualTo((new Rational(numerator, denominator), false)));
    }

    [Test]
    public void A_declared_rate_counts_where_the_times_are_even_and_only_there()
    {
        Assert.That(FrameTimeline.Of(Frames(0, 33, 67, 100), millisecond, declared: new(30000, 1001)).Rate.ToString(), Is.EqualTo("30000/1001"));
        var variable = FrameTimeline.Of(Frames(0, 4, 20), hundredth, declared: new(25, 1));
        Assert.That((variable.IsVariable, variable.Rate, variable.Duration), Is.EqualTo((true, new Rational(25, 2), new Rational(6, 25))));
    }

    [Test]
    public void A_declared_rate_that_the_times_contradict_is_not_believed()
    {
        Assert.That(FrameTimeline.Of(Frames(0, 2, 4, 6), new(1, 50), declared: new(50, 1)).Rate.ToString(), Is.EqualTo("25/1"));
        Assert.That(FrameTimeline.Of(Frames(0, 33, 67, 100), millisecond, declared: new(25, 1)).Rate.ToString(), Is.EqualTo("30/1"));
    }

    [Test]
    public void Frames_at_one_time_have_no_rate_but_by_their_end()
    {
        Assert.That(Rate(FrameTimeline.Of(Frames(5, 5, 5), hundredth)), Is.EqualTo(("0/1", "0/1")));
        Assert.That(Rate(FrameTimeline.Of([At(5), At(5, 10)], hundredth)), Is.EqualTo(("20/1", "1/10")));
    }

    [Test]
    public void Whatever_the_numbers_only_bad_videos_are_thrown()
    {
        var numbers = Gen.OneOf(Gen.Long, Gen.OneOf(0, 1, -1, long.MaxValue, long.MinValue, long.MaxValue - 1), Gen.Long[-10, 10]);
        var units = Gen.Select(Gen.OneOf(Gen.Long[0, 10], Gen.Long[0, long.MaxValue]), Gen.OneOf(Gen.Long[1, 10], Gen.Long[1, long.MaxValue]), (a, b) => new Rational(a, b));
        var frames = Gen.Select(numbers, Gen.OneOf(Gen.Long[0, 100], Gen.Long[0, long.MaxValue]), Gen.Bool, (time, duration, isShown) => At(time, duration) with { IsShown = isShown });
        var declared = Gen.OneOf(units.Select(unit => (Rational?)unit), Gen.Const((Rational?)null));
        Gen.Select(frames.Array[0, 6], units, Gen.Long[0, 1001], declared).Sample((all, unit, rounding, rate) =>
        {
            try
            {
                var timeline = FrameTimeline.Of(all, unit, rounding, rate);
                Assert.That(timeline.FrameCount, Is.EqualTo(all.Count(frame => frame.IsShown)));
                Assert.That(timeline.Rate.Numerator, Is.Not.Negative);
                Assert.That(timeline.Duration.Numerator, Is.Not.Negative);
            }
            catch (BadVideoException)
            {
                // That is the one way.
            }
        });
    }

    private static Frame At(long time, long duration = 0, bool isKey = false) => new(0, 1, time, duration, isKey, IsShown: true);

    private static Frame[] Frames(params long[] times) => [.. times.Select((time, i) => At(time, isKey: i == 0))];

    private static (string Rate, string Duration) Rate(FrameTimeline timeline) => (timeline.Rate.ToString(), timeline.Duration.ToString());
}
