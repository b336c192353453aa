using Datastamp.Sampling;

namespace Datastamp.Tests.Sampling;

public class SampleFramesSamplerTests
{
    // By the upstream expressions in Python.
    [TestCase(30, 8, 1, 1, OutOfBound.Loop, new[] { 0, 4, 8, 12, 17, 21, 25, 29 })]
    [TestCase(30, 3, 4, 2, OutOfBound.Loop, new[] { 0, 2, 4, 6, 12, 14, 16, 18, 23, 25, 27, 29 })]
    [TestCase(30, 1, 4, 2, OutOfBound.Loop, new[] { 11, 13, 15, 17 })]
    [TestCase(6, 3, 1, 1, OutOfBound.Loop, new[] { 0, 2, 5 })]
    [TestCase(5, 2, 4, 2, OutOfBound.Loop, new[] { 0, 2, 4, 1, 0, 2, 4, 1 })]
    [TestCase(5, 2, 4, 2, OutOfBound.RepeatLast, new[] { 0, 2, 4, 4, 0, 2, 4, 4 })]
    public void A_test_spreads_clips_from_the_first_frame_to_the_last(
        int frames, int clips, int length, int interval, OutOfBound outOfBound, int[] expected) =>
        Assert.That(new SampleFramesSampler(clips, length, interval, outOfBound).Test(frames), Is.EqualTo(expected));

    [Test]
    public void Training_draws_a_start_of_each_segment_and_expands_it()
    {
        // m = 12 − 2·3 + 1 = 7 places, 3 a clip.
        var drawn = Draws.Of(new SampleFramesSampler(2, 2, 3), 12);

        Assert.That(drawn, Is.EqualTo(new[] { new[] { 0, 1, 2 }, [3, 4, 5], [3, 4, 5], [6, 7, 8] }));
    }

    [Test]
    public void Training_draws_sorted_starts_where_a_segment_has_none()
    {
        // m = 2 places for 4 clips, 7 frames: clips start at 0 or 1 and end at 5 or 6.
        var sampler = new SampleFramesSampler(4, 6);

        Assert.That(Draws.Of(sampler, 7)[0], Is.EqualTo(new[] { 0, 1 }));
        Assert.That(Draws.Of(sampler, 7)[^1], Is.EqualTo(new[] { 5, 6 }));
        Assert.That(Starts(sampler, 7), Is.All.Ordered);
    }

    // np.around(np.arange(8) * (3 / 8)) is 0 0 1 1 2 2 2 3, and 3 is behind the last frame.
    [TestCase(OutOfBound.Loop, new[] { 0, 0, 1, 1, 2, 2, 2, 0 })]
    [TestCase(OutOfBound.RepeatLast, new[] { 0, 0, 1, 1, 2, 2, 2, 0 })]
    public void Training_spreads_clips_over_fewer_frames(OutOfBound outOfBound, int[] expected) =>
        Assert.That(new SampleFramesSampler(8, outOfBound: outOfBound).Train(3, new(1)), Is.EqualTo(expected));

    [TestCase(false)]
    [TestCase(true)]
    public void Training_starts_at_0_where_no_clip_fits(bool keepTailFrames) => Assert.That(
        new SampleFramesSampler(2, 4, 2, OutOfBound.RepeatLast, keepTailFrames).Train(5, new(1)),
        Is.EqualTo(new[] { 0, 2, 4, 4, 0, 2, 4, 4 }));

    [Test]
    public void Training_may_keep_tail_frames()
    {
        // 11 places for 4 clips, 2.75 each: clip i starts from int(2.75·i) to below 2.75·(i + 1).
        var drawn = Draws.Of(new SampleFramesSampler(4, keepTailFrames: true), 11);

        Assert.That(drawn, Is.EqualTo(new[] { new[] { 0, 1, 2 }, [2, 3, 4, 5], [5, 6, 7, 8], [8, 9, 10] }));
    }

    [Test]
    public void Arguments_are_checked()
    {
        Assert.That(() => new SampleFramesSampler(1, 1, 0), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new SampleFramesSampler(1, 0), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new SampleFramesSampler(1 << 16, 1 << 16), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new SampleFramesSampler(1, outOfBound: (OutOfBound)2), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Intervals_may_pass_any_index() => Assert.That(
        new SampleFramesSampler(2, 3, int.MaxValue, OutOfBound.RepeatLast).Test(10), Is.All.Zero);

    private static IEnumerable<int[]> Starts(SampleFramesSampler sampler, int frames) => Enumerable.Range(0, 100)
        .Select(seed => sampler.Train(frames, new((ulong)seed)).Where((_, i) => i % sampler.ClipLength == 0).ToArray());
}
