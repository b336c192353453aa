using Datastamp.Sampling;

namespace Datastamp.Tests.Sampling;

public class TsnSamplerTests
{
    // By the upstream expression in Python.
    [TestCase(30, 8, 1, new[] { 1, 5, 9, 13, 16, 20, 24, 28 })]
    [TestCase(300, 8, 1, new[] { 18, 56, 93, 131, 168, 206, 243, 281 })]
    [TestCase(30, 3, 5, new[] { 4, 13, 21 })]
    [TestCase(9, 8, 1, new[] { 0, 1, 2, 3, 5, 6, 7, 8 })]
    [TestCase(8, 8, 1, new[] { 0, 0, 0, 0, 0, 0, 0, 0 })]
    [TestCase(7, 3, 5, new[] { 0, 0, 0 })]
    [TestCase(2, 3, 5, new[] { 0, 0, 0 })]
    public void A_test_takes_the_middle_of_each_tick_and_zeros_of_a_short_video(int frames, int segments, int length, int[] expected) =>
        Assert.That(new TsnSampler(segments, length).Test(frames), Is.EqualTo(expected));

    [Test]
    public void Training_draws_each_place_of_a_segment_and_no_clip_passes_the_end()
    {
        var drawn = Draws.Of(new TsnSampler(3, 2), 11);

        // m = 10 places, 3 a segment.
        Assert.That(drawn, Is.EqualTo(new[] { new[] { 0, 1, 2 }, [3, 4, 5], [6, 7, 8] }));
    }

    [Test]
    public void Training_draws_sorted_places_where_a_segment_has_none()
    {
        var sampler = new TsnSampler(4, 3);

        // m = 3 places for 4 segments, 5 frames.
        Assert.That(Draws.Of(sampler, 5), Is.All.EqualTo(new[] { 0, 1, 2 }));
        Assert.That(Enumerable.Range(0, 100).Select(seed => sampler.Train(5, new((ulong)seed))), Is.All.Ordered);
    }

    [TestCase(4, 1, 3)]
    [TestCase(4, 3, 4)]
    [TestCase(2, 9, 5)]
    public void Training_gives_zeros_of_a_short_video(int segments, int length, int frames) =>
        Assert.That(new TsnSampler(segments, length).Train(frames, new(1)), Is.All.Zero);
}
