using Datastamp.Sampling;

namespace Datastamp.Tests.Sampling;

public class LinspaceSamplerTests
{
    // By numpy in float32.
    [TestCase(30, 8, new[] { 0, 4, 8, 12, 16, 20, 24, 29 })]
    [TestCase(3, 8, new[] { 0, 0, 0, 0, 1, 1, 1, 2 })]
    [TestCase(10, 1, new[] { 0 })]
    [TestCase(10, 2, new[] { 0, 9 })]
    public void Training_and_test_take_the_first_frame_and_the_last_and_those_evenly_between(int frames, int samples, int[] expected)
    {
        Assert.That(new LinspaceSampler(samples).Test(frames), Is.EqualTo(expected));
        Assert.That(new LinspaceSampler(samples).Train(frames, new(1)), Is.EqualTo(expected));
    }

    [Test]
    public void Single_precision_rounds_as_upstream_does() =>
        Assert.That(new LinspaceSampler(64).Test(148)[27], Is.EqualTo(62), "27·147/63 is 63.");

    [Test]
    public void More_frames_than_a_float_can_count_stay_in_the_video() =>
        Assert.That(new LinspaceSampler(3).Test(int.MaxValue), Is.EqualTo(new[] { 0, 1 << 30, int.MaxValue - 1 }));
}
