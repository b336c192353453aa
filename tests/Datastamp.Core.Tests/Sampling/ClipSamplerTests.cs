using Datastamp.Sampling;

namespace Datastamp.Tests.Sampling;

public class ClipSamplerTests
{
    // The first two by the upstream expressions in Python, the others as torchcodec documents them.
    [TestCase(30, 3, 4, 2, 0, null, ClipPolicy.Error, new[] { 0, 2, 4, 6, 11, 13, 15, 17, 23, 25, 27, 29 })]
    [TestCase(8, 3, 1, 1, 0, 100, ClipPolicy.Error, new[] { 0, 3, 7 })]
    [TestCase(100, 20, 1, 1, 0, 11, ClipPolicy.Error, new[] { 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 10 })]
    [TestCase(100, 1, 5, 2, 95, 96, ClipPolicy.RepeatLast, new[] { 95, 97, 99, 99, 99 })]
    [TestCase(100, 1, 5, 2, 95, 96, ClipPolicy.Wrap, new[] { 95, 97, 99, 95, 97 })]
    [TestCase(100, 2, 1, 1, -3, -1, ClipPolicy.Error, new[] { 97, 98 })]
    public void Regular_clips_are_evenly_spaced(
        int frames, int clips, int length, int between, int start, int? end, ClipPolicy policy, int[] expected)
    {
        Assert.That(new RegularSampler(clips, length, between, start, end, policy).Test(frames), Is.EqualTo(expected));
        Assert.That(new RegularSampler(clips, length, between, start, end, policy).Train(frames, new(1)), Is.EqualTo(expected));
        Assert.That(new RandomSampler(clips, length, between, start, end, policy).Test(frames), Is.EqualTo(expected));
    }

    [Test]
    public void Random_clips_start_anywhere_in_the_range()
    {
        // Clips of 3 frames, 2 apart, fit from 0 to 3 into 8 frames.
        Assert.That(
            Draws.Of(new RandomSampler(2, 3, 2), 8),
            Is.EqualTo(new[] { new[] { 0, 1, 2, 3 }, [2, 3, 4, 5], [4, 5, 6, 7], [0, 1, 2, 3], [2, 3, 4, 5], [4, 5, 6, 7] }));
        Assert.That(
            Draws.Of(new RandomSampler(1, rangeStart: -4, rangeEnd: 100), 8),
            Is.EqualTo(new[] { new[] { 4, 5, 6, 7 } }));
    }

    [TestCase(-9, null)]
    [TestCase(8, null)]
    [TestCase(4, 4)]
    [TestCase(4, -4)]
    [TestCase(0, -8)]
    public void A_range_without_a_start_is_an_error(int start, int? end)
    {
        Assert.That(() => new RegularSampler(1, rangeStart: start, rangeEnd: end).Test(8), Throws.ArgumentException);
        Assert.That(() => new RandomSampler(1, rangeStart: start, rangeEnd: end).Train(8, new(1)), Throws.ArgumentException);
    }

    [Test]
    public void A_clip_that_must_fit_and_does_not_is_an_error()
    {
        Assert.That(() => new RegularSampler(1, 5, policy: ClipPolicy.Error).Test(4), Throws.ArgumentException);
        Assert.That(new RegularSampler(1, 5).Test(4), Is.EqualTo(new[] { 0, 1, 2, 3, 3 }));
    }

    [Test]
    public void Arguments_are_checked()
    {
        Assert.That(() => new RegularSampler(1, 0), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new RegularSampler(1, 1, 0), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new RegularSampler(1, policy: (ClipPolicy)3), Throws.TypeOf<ArgumentOutOfRangeException>());
    }
}
