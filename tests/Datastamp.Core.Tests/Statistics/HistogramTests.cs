using Datastamp.Statistics;

namespace Datastamp.Tests.Statistics;

public class HistogramTests
{
    [Test]
    public void Channels_are_counted_apart()
    {
        var builder = new HistogramBuilder(3);
        builder.Add((ReadOnlySpan<byte>)[0, 7, 255, 0, 8, 255]);

        var histogram = builder.ToHistogram();

        Assert.That(histogram.Channels[0][0], Is.EqualTo(2));
        Assert.That(histogram.Channels[1][7], Is.EqualTo(1));
        Assert.That(histogram.Channels[1][8], Is.EqualTo(1));
        Assert.That(histogram.Channels[2][255], Is.EqualTo(2));
        Assert.That(histogram.Channels.Select(channel => channel.Sum()), Is.All.EqualTo(2));
    }

    [Test]
    public void Counts_that_were_made_before_are_added()
    {
        var builder = new HistogramBuilder(2);
        builder.Add((ReadOnlySpan<byte>)[1, 9, 1, 8]);
        var counts = new uint[2 << 8];
        SampleCounts.Add((ReadOnlySpan<byte>)[1, 8], 2, counts.AsSpan());

        builder.Add(8, counts);

        var histogram = builder.ToHistogram();
        Assert.That((histogram.Channels[0][1], histogram.Channels[1][8], histogram.Channels[1][9]), Is.EqualTo((3, 2, 1)));
        Assert.That(() => builder.Add(16, new uint[2 << 8]), Throws.ArgumentException);
    }

    // numpy.percentile([3, 5, 5, 9, 200], p, method="inverted_cdf")
    [TestCase(0, 3)]
    [TestCase(20, 3)]
    [TestCase(21, 5)]
    [TestCase(50, 5)]
    [TestCase(80, 9)]
    [TestCase(81, 200)]
    [TestCase(100, 200)]
    public void Percentiles_are_nearest_ranks(int percent, int expected)
    {
        var builder = new HistogramBuilder(1);
        builder.Add((ReadOnlySpan<byte>)[5, 200, 3, 9, 5]);

        Assert.That(builder.ToHistogram().Percentile(0, percent), Is.EqualTo(expected));
    }

    [Test]
    public void Eight_and_sixteen_bits_merge_in_sixteen()
    {
        var eight = new HistogramBuilder(1);
        eight.Add((ReadOnlySpan<byte>)[1]);
        var sixteen = new HistogramBuilder(1);
        sixteen.Add((ReadOnlySpan<ushort>)[300]);

        var merged = eight.ToHistogram() + sixteen.ToHistogram();

        Assert.That(merged.Depth, Is.EqualTo(16));
        Assert.That(merged.Minimum(0), Is.EqualTo(257));
        Assert.That(merged.Maximum(0), Is.EqualTo(300));
    }
}
