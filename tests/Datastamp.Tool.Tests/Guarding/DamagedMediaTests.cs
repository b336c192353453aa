using System.Globalization;
using System.Numerics;
using Datastamp.Caching;
using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Output;
using Datastamp.Stamping;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tool.Tests.Guarding;

/// <summary>Hundreds of damaged files in one run: it ends, names every bad one, and counts the others as if each had been alone.</summary>
public class DamagedMediaTests
{
    private string folder = string.Empty;

    [SetUp]
    public void Make() => folder = Directory.CreateTempSubdirectory("datastamp-damaged-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Of_hundreds_of_damaged_images_every_bad_one_is_named_and_the_rest_is_measured()
    {
        DamagedFiles.MakeImages(folder);
        var files = Directory.GetFiles(folder).Order(StringComparer.Ordinal).ToArray();
        var alone = files.ToDictionary(path => Path.GetFileName(path), path => new ImageAlone(File.ReadAllBytes(path)), StringComparer.Ordinal);
        var bad = alone.Where(file => file.Value.Reason is not null).ToDictionary(file => file.Key, file => file.Value.Reason, StringComparer.Ordinal);
        var good = alone.Values.Where(image => image.Reason is null).ToArray();

        var result = await DatastampProcess.RunAsync("images", folder, "--json", "--recompute", "--on-bad-file", "skip");

        Assert.That(result.ExitCode, Is.Zero, result.StandardError);
        var json = JObject.Parse(result.StandardOutput);
        var named = json["badFiles"]!.ToDictionary(file => (string)file["path"]!, file => (string?)file["reason"], StringComparer.Ordinal);
        Assert.That(files, Has.Length.GreaterThan(300));
        Assert.That(named, Is.EquivalentTo(bad));
        Assert.That(result.StandardError.Split('\n').Count(line => line.Contains("warning DS0102", StringComparison.Ordinal)), Is.EqualTo(bad.Count));
        Assert.That((int)json["images"]!, Is.EqualTo(good.Length));
        Assert.That((long)json["pixels"]!, Is.EqualTo(good.Sum(image => (long)image.Pixels)));
        for (var channel = 0; channel < 3; channel++)
        {
            Assert.That((string?)json["sum"]![channel], Is.EqualTo(good.Aggregate(BigInteger.Zero, (sum, image) => sum + image.Sum[channel]).ToString(CultureInfo.InvariantCulture)));
            Assert.That((string?)json["sumOfSquares"]![channel], Is.EqualTo(good.Aggregate(BigInteger.Zero, (sum, image) => sum + image.SumOfSquares[channel]).ToString(CultureInfo.InvariantCulture)));
        }

        await TestContext.Out.WriteLineAsync($"{files.Length} images, {bad.Count} of them bad");
    }

    [Test]
    public async Task Of_a_hundred_damaged_videos_every_bad_one_is_named_and_the_rest_is_what_it_is()
    {
        DamagedFiles.MakeVideos(folder);
        var files = Directory.GetFiles(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToArray();
        var rows = new List<JToken>();
        var bad = new List<string>();
        foreach (var file in files)
        {
            var dataset = new VideoDataset { Name = "One", Include = folder, Root = folder, Patterns = [file] };
            var measured = await DatasetMeasurer.MeasureAsync(dataset, CacheUse.None, MeasureOptions.Default, _ => { }, CancellationToken.None);
            rows.AddRange(VideoJson.WriteAll(dataset, measured)["videos"]!);
            bad.AddRange(measured.BadFiles.Select(one => $"{one.Key}: {one.Reason}"));
        }

        var result = await DatastampProcess.RunAsync("videos", folder, "--json", "--recompute", "--on-bad-file", "skip");

        Assert.That(result.ExitCode, Is.Zero, result.StandardError);
        var json = JObject.Parse(result.StandardOutput);
        Assert.That(files, Has.Length.GreaterThan(100));
        Assert.That(json["badFiles"]!.Select(file => $"{file["path"]}: {file["reason"]}"), Is.EqualTo(bad));
        Assert.That(json["videos"]!.Select(video => video.ToString()), Is.EqualTo(rows.Select(row => row.ToString())));
        await TestContext.Out.WriteLineAsync($"{files.Length} videos, {bad.Count} of them bad");
    }

    /// <summary>One image, measured by a call of its own, in 16-bit units as a dataset that has such images is.</summary>
    private sealed class ImageAlone : IImageReceiver
    {
        private static readonly ImageDataset dataset = new() { Name = "One", Include = "one", Root = "/one" };

        public ImageAlone(byte[] content)
        {
            _ = Processor.Instance.Decoder;
            using var run = Processor.Instance.Begin(dataset, this);
            run.Add(0, content);
            run.Complete();
        }

        public string? Reason { get; private set; }

        public int Pixels { get; private set; }

        public BigInteger[] Sum { get; private set; } = [];

        public BigInteger[] SumOfSquares { get; private set; } = [];

        public void Measured(int index, ImageSums sums)
        {
            // 255 becomes 65 535.
            var scale = sums.Depth == 8 ? 257 : 1;
            Pixels = sums.Pixels;
            Sum = [.. sums.Sum.ToArray().Select(sum => scale * (BigInteger)sum)];
            SumOfSquares = [.. sums.SumOfSquares.ToArray().Select(sum => scale * scale * (BigInteger)sum)];
        }

        public void Refused(int index, string reason) => Reason = reason;
    }
}
