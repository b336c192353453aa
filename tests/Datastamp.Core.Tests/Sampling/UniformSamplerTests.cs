using Datastamp.Sampling;

namespace Datastamp.Tests.Sampling;

public class UniformSamplerTests
{
    // By numpy, from the definition.
    [TestCase(30, 8, 1, new[] { 1, 5, 9, 13, 16, 20, 24, 28 })]
    [TestCase(8, 8, 1, new[] { 0, 1, 2, 3, 4, 5, 6, 7 })]
    [TestCase(11, 8, 1, new[] { 0, 1, 3, 4, 5, 7, 8, 10 })]
    [TestCase(3, 8, 1, new[] { 0, 1, 2, 0, 1, 2, 0, 1 })]
    [TestCase(12, 3, 2, new[] { 1, 5, 9, 3, 7, 11 })]
    [TestCase(3, 4, 2, new[] { 0, 1, 2, 0, 1, 2, 0, 1 })]
    [TestCase(2, 3, 4, new[] { 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1 })]
    public void A_test_spreads_clips_within_each_segment(int frames, int segments, int clips, int[] expected) =>
        Assert.That(new UniformSampler(segments, clips).Test(frames), Is.EqualTo(expected));

    [Test]
    public void Training_draws_a_frame_of_each_segment_anew_for_every_clip()
    {
        var drawn = Draws.Of(new UniformSampler(3, 2), 10);

        // Segments begin at 0, 3 and 6, and the last one has four frames.
        int[][] clip = [[0, 1, 2], [3, 4, 5], [6, 7, 8, 9]];
        Assert.That(drawn, Is.EqualTo(new[] { clip[0], clip[1], clip[2], clip[0], clip[1], clip[2] }));
        Assert.That(
            Enumerable.Range(0, 20).Select(seed => new UniformSampler(3, 2).Train(10, new((ulong)seed))),
            Has.Some.Matches<int[]>(indices => !indices.AsSpan(..3).SequenceEqual(indices.AsSpan(3..))));
    }

    [Test]
    public void Training_passes_each_set_of_gaps_equally_often()
    {
        var (sampler, generator) = (new UniformSampler(3), new SamplingGenerator(3));

        // Two of the four gaps around three frames are passed. By the upstream expressions in Python, in all six ways.
        var counts = Enumerable.Range(0, 6000).CountBy(_ => string.Join(' ', sampler.Train(5, generator)), StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

        Assert.That(counts.Keys, Is.EquivalentTo(new[] { "1 3 4", "1 2 4", "1 2 3", "0 2 4", "0 2 3", "0 1 3" }));
        Assert.That(counts.Values, Is.All.EqualTo(1000).Within(150));
    }

    [Test]
    public void Training_goes_round_a_short_video_from_any_frame()
    {
        var drawn = Enumerable.Range(0, 100).Select(seed => string.Join(' ', new UniformSampler(5).Train(3, new((ulong)seed))));

        Assert.That(drawn.Distinct(StringComparer.Ordinal), Is.EquivalentTo(new[] { "0 1 2 0 1", "1 2 0 1 2", "2 0 1 2 0" }));
    }
}
