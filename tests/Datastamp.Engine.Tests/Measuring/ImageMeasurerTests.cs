using System.Collections.Concurrent;
using CsCheck;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Measuring;
using Datastamp.Sources;
using Datastamp.Statistics;

namespace Datastamp.Tests.Measuring;

public class ImageMeasurerTests : TemporaryFolder
{
    private const int Files = 23;

    private FolderSource source = null!;
    private IReadOnlyList<Sample> samples = null!;

    [SetUp]
    public void MakeImages()
    {
        for (var i = 0; i < Files; i++)
        {
            WriteImage($"{i % 3}/{i}.png", 1 + (i % 7), 1 + (i % 4), (byte)(11 * i), (byte)(255 - i), (byte)(i * i));
        }

        source = new FolderSource(Root, ["**/*.png"], [], []);
        samples = source.List(CancellationToken.None).Samples;
    }

    [TestCase(2)]
    [TestCase(7)]
    [TestCase(100)]
    public async Task Any_number_of_threads_gives_the_same_integers(int threads) =>
        Assert.That(Describe(await MeasureAsync(samples, threads)), Is.EqualTo(Describe(await MeasureAsync(samples, 1))));

    [Test]
    public async Task Any_split_into_parts_in_any_order_merges_to_the_same_integers()
    {
        var whole = Describe(await MeasureAsync(samples, 1));

        Gen.Select(Gen.Int[1, 6], Gen.Int).Sample(
            (parts, seed) =>
            {
                var shuffled = samples.ToArray();
                new Random(seed).Shuffle(shuffled);
                var merged = shuffled.Index()
                    .GroupBy(item => item.Index % parts, item => item.Item)
                    .Select(part => MeasureAsync([.. part], 2).GetAwaiter().GetResult())
                    .Select(part => (part.Moments, Histogram: part.Histogram!))
                    .Aggregate((left, right) => (left.Moments + right.Moments, left.Histogram + right.Histogram));

                Assert.That(Describe(merged.Moments, merged.Histogram), Is.EqualTo(whole));
            },
            iter: 20,
            threads: 1);
    }

    [Test]
    public async Task The_integers_are_those_of_the_pixels()
    {
        var moments = (await MeasureAsync(samples, 2)).Moments;

        var red = new ChannelMoments(
            Enumerable.Range(0, Files).Sum(Pixels),
            (UInt128)Enumerable.Range(0, Files).Sum(i => (long)Pixels(i) * (byte)(11 * i)),
            (UInt128)Enumerable.Range(0, Files).Sum(i => (long)Pixels(i) * (byte)(11 * i) * (byte)(11 * i)));
        Assert.That(moments.Channel(0), Is.EqualTo(red));

        static int Pixels(int i) => (1 + (i % 7)) * (1 + (i % 4));
    }

    [Test]
    public void A_file_that_vanished_is_named()
    {
        File.Delete(At("1/1.png"));

        var error = Assert.ThrowsAsync<DiagnosticException>(() => MeasureAsync(samples, 2))!.Diagnostics.Single();

        Assert.That(error.Code, Is.EqualTo("DS0105"));
        Assert.That(error.File, Is.EqualTo(At("1/1.png")));
    }

    [Test]
    public void Cancellation_ends_it() => Assert.That(
        () => ImageMeasurer.MeasureAsync(Dataset(), source, samples, new MeasureOptions(2), new CancellationToken(canceled: true)),
        Throws.InstanceOf<OperationCanceledException>());

    [Test]
    public async Task Progress_ends_at_the_number_of_files()
    {
        var reports = new ConcurrentQueue<MeasureProgress>();

        await ImageMeasurer.MeasureAsync(Dataset(), source, samples, new MeasureOptions(2, new OnProgress(reports.Enqueue)), CancellationToken.None);

        var last = reports.Last();
        Assert.That((last.Files, last.TotalFiles), Is.EqualTo((Files, Files)));
        Assert.That(last.Bytes, Is.EqualTo(samples.Sum(sample => sample.Length)));
    }

    private ImageDataset Dataset() => new() { Name = "Test", Root = Root, Include = "test", Histogram = true };

    private Task<ImageMeasurement> MeasureAsync(IReadOnlyList<Sample> part, int threads) =>
        ImageMeasurer.MeasureAsync(Dataset(), source, part, new MeasureOptions(threads), CancellationToken.None);

    private static string Describe(ImageMeasurement measurement) => Describe(measurement.Moments, measurement.Histogram!);

    private static string Describe(DatasetMoments moments, Histogram histogram) =>
        string.Join(';', moments.Groups.Select(group => $"{group.PixelsPerImage} {group.Images} {string.Join(',', group.Channels)}"))
        + string.Join(';', histogram.Channels.Select(channel => string.Join(',', channel)));
}
