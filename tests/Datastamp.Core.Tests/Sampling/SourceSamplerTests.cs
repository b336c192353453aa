using CsCheck;
using Datastamp.Sampling;

namespace Datastamp.Tests.Sampling;

public class SourceSamplerTests
{
    // Worked out by hand from the table of definitions.
    [TestCase(30, 8, new[] { 1, 4, 7, 10, 13, 16, 19, 22 })]
    [TestCase(300, 8, new[] { 18, 55, 92, 129, 166, 203, 240, 277 })]
    [TestCase(9, 8, new[] { 0, 1, 2, 3, 4, 5, 6, 7 })]
    [TestCase(8, 8, new[] { 0, 1, 2, 3, 4, 5, 6, 7 })]
    [TestCase(5, 8, new[] { 0, 0, 1, 1, 2, 2, 3, 4 })]
    [TestCase(4, 8, new[] { 0, 0, 1, 1, 2, 2, 3, 3 })]
    [TestCase(3, 8, new[] { 0, 0, 0, 1, 1, 1, 2, 2 })]
    [TestCase(1, 3, new[] { 0, 0, 0 })]
    [TestCase(100, 1, new[] { 50 })]
    public void A_test_takes_the_middle_of_each_segment_or_every_frame_of_a_short_video(int frames, int segments, int[] expected) =>
        Assert.That(new SourceSampler(segments).Test(frames), Is.EqualTo(expected));

    [Test]
    public void Training_draws_one_frame_of_each_segment() =>
        Gen.Select(Gen.Int[1, 64], Gen.Int[1, 1000], Gen.ULong).Sample((segments, more, seed) =>
        {
            var length = (segments + more) / segments;

            var indices = new SourceSampler(segments).Train(segments + more, new(seed));

            Assert.That(indices.Select(index => index / length), Is.EqualTo(Enumerable.Range(0, segments)));
        });

    [Test]
    public void Training_draws_every_frame_of_a_segment()
    {
        var (sampler, generator) = (new SourceSampler(3), new SamplingGenerator(1));

        var drawn = Enumerable.Range(0, 400).SelectMany(_ => sampler.Train(14, generator)).Distinct().Order();

        Assert.That(drawn, Is.EqualTo(Enumerable.Range(0, 12)), "The last 14 mod 3 frames are never drawn.");
    }

    [Test]
    public void Training_keeps_every_frame_of_a_short_video_and_sorts_the_repeats() =>
        Gen.Select(Gen.Int[1, 64], Gen.Int[0, 64], Gen.ULong).Sample((frames, more, seed) =>
        {
            var indices = new SourceSampler(frames + more).Train(frames, new(seed));

            Assert.That(indices, Is.Ordered);
            Assert.That(indices.Distinct(), Is.EqualTo(Enumerable.Range(0, frames)));
        });

    // Draws of seed 1234567 below 8 and below 3, by the generator's definition in Python: 2 1 4 …, and 1 0 1 0 2.
    [TestCase(24, 3, new[] { 2, 9, 20 })]
    [TestCase(3, 8, new[] { 0, 0, 0, 1, 1, 1, 2, 2 })]
    public void A_seed_gives_the_same_frames_on_every_machine(int frames, int segments, int[] expected) =>
        Assert.That(new SourceSampler(segments).Train(frames, new(1234567)), Is.EqualTo(expected));
}
