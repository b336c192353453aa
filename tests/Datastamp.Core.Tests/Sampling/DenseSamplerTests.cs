using Datastamp.Sampling;

namespace Datastamp.Tests.Sampling;

public class DenseSamplerTests
{
    [Test]
    public void A_test_takes_ten_starts()
    {
        var indices = new DenseSampler(8).Test(300);

        // By numpy: np.linspace(0, 236, num=10, dtype=int).
        int[] starts = [0, 26, 52, 78, 104, 131, 157, 183, 209, 236];
        Assert.That(indices, Is.EqualTo(starts.SelectMany(start => Enumerable.Range(0, 8).Select(i => start + (8 * i)))));
    }

    [TestCase(30, new[] { 0, 8, 16, 24, 2, 10, 18, 26 })]
    [TestCase(64, new[] { 0, 8, 16, 24, 32, 40, 48, 56 })]
    public void A_short_video_is_gone_round_from_its_first_frame(int frames, int[] expected)
    {
        Assert.That(new DenseSampler(8).Test(frames)[^8..], Is.EqualTo(expected));
        Assert.That(new DenseSampler(8).Train(frames, new(5)), Is.EqualTo(expected));
    }

    [Test]
    public void Training_starts_anywhere_but_at_the_last_place()
    {
        // 68 frames have the starts 0 … 4.
        Assert.That(Draws.Of(new DenseSampler(2), 68), Is.EqualTo(new[] { new[] { 0, 1, 2, 3 }, [32, 33, 34, 35] }));
        Assert.That(Draws.Of(new DenseSampler(2), 65), Is.EqualTo(new[] { new[] { 0 }, [32] }));
    }

    [Test]
    public void More_frames_than_the_range_are_one_frame() =>
        Assert.That(new DenseSampler(65).Test(30), Is.All.Zero);
}
