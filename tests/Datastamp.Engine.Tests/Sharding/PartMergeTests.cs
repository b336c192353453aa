using CsCheck;
using Datastamp.Caching;
using Datastamp.Decoding;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Output;
using Datastamp.Sharding;
using Datastamp.Stamping;
using OpenCvSharp;

namespace Datastamp.Tests.Sharding;

public class PartMergeTests : TemporaryFolder
{
    private static readonly string clips = Path.Combine(Repository.Root, "tests/Samples/Quickstart/data/clips");

    [TestCase(false)]
    [TestCase(true)]
    public async Task Any_number_of_image_shards_in_any_order_gives_the_bytes_of_one_run(bool hasDeepImages)
    {
        MakeImages(hasDeepImages);
        var dataset = Images() with { Histogram = true, OnBadFile = BadFilePolicy.Skip };
        var whole = JsonText.Write(ImageResultJson.Write(await DatasetMeasurer.MeasureAsync(dataset, CacheUse.None, MeasureOptions.Default, _ => { }, CancellationToken.None)));

        Gen.Select(Gen.Int[1, 9], Gen.Int).Sample(
            (count, seed) =>
            {
                var merged = (ImagePart)PartMerge.Read(Shuffled(count, seed, shard => WriteAsync(dataset, shard)));

                Assert.That(JsonText.Write(ImageResultJson.Write(merged.ToResult())), Is.EqualTo(whole));
            },
            iter: 12,
            threads: 1);
    }

    [Test]
    public async Task Any_number_of_video_shards_in_any_order_gives_the_bytes_of_one_run()
    {
        MakeVideos();
        var dataset = Videos();
        var whole = JsonText.Write(VideoJson.WriteAll(dataset, await DatasetMeasurer.MeasureAsync(dataset, CacheUse.None, MeasureOptions.Default, _ => { }, CancellationToken.None)));

        Gen.Select(Gen.Int[1, 9], Gen.Int).Sample(
            (count, seed) =>
            {
                var merged = (VideoPart)PartMerge.Read(Shuffled(count, seed, shard => WriteAsync(dataset, shard)));

                Assert.That(JsonText.Write(VideoJson.WriteAll(merged.Dataset, merged.ToMeasurement())), Is.EqualTo(whole));
            },
            iter: 12,
            threads: 1);
    }

    // The same at 100 000 parts: build/cluster/README.md.
    [TestCase(3000, 9000)]
    [TestCase(100_000, 500)]
    public void Many_parts_in_any_order_give_what_one_machine_gives(int shards, int files)
    {
        var simulated = new SimulatedParts(shards, files);
        var parts = simulated.Parts(string.Empty).ToArray();
        new Random(1).Shuffle(parts);

        var merged = (ImagePart)PartMerge.Join(parts);

        Assert.That(JsonText.Write(ImageResultJson.Write(merged.ToResult())), Is.EqualTo(JsonText.Write(ImageResultJson.Write(simulated.Whole().ToResult()))));
    }

    [Test]
    public async Task A_folder_stands_for_the_parts_in_it()
    {
        MakeImages();
        foreach (var number in new[] { 1, 2 })
        {
            PartFile.Write(await ShardMeasurer.MeasureAsync(Images(), new(number, 2), At($"parts/{number}-of-2.json"), CacheUse.None, MeasureOptions.Default, _ => { }, CancellationToken.None));
        }

        // What a part is written to before it takes its place is no part.
        Write("parts/1-of-2.json.abc", 1);
        Write("empty/a.txt", 1);

        Assert.That(PartMerge.Find([At("parts"), At("x")]), Is.EqualTo([At("parts/1-of-2.json"), At("parts/2-of-2.json"), At("x")]));
        Assert.That(PartMerge.Read(PartMerge.Find([At("parts")])).Files, Is.EqualTo(17));
        var error = Error(() => _ = PartMerge.Find([At("empty")]).ToArray());
        Assert.That((error.Code, error.File), Is.EqualTo(("DS0410", At("empty"))));
    }

    [Test]
    public async Task A_missing_and_a_doubled_shard_are_refused()
    {
        MakeImages();
        var files = new List<string>();
        foreach (var number in new[] { 1, 2, 3 })
        {
            files.Add(await WriteAsync(Images(), new(number, 3)));
        }

        var missing = Error(() => PartMerge.Read([files[2]]));
        var doubled = Error(() => PartMerge.Read([files[0], files[1], files[0], files[2]]));

        Assert.That((missing.Code, missing.Message), Is.EqualTo(("DS0404", "There is no part of shards 1/3, 2/3. Only all shards together are the dataset: measure what is missing, and merge again.")));
        Assert.That((doubled.Code, doubled.File), Is.EqualTo(("DS0405", files[0])));
    }

    [Test]
    public async Task Parts_of_different_measurements_are_refused()
    {
        MakeImages();
        MakeVideos();
        var first = await WriteAsync(Images(), new(1, 2));
        var part = await ShardMeasurer.MeasureAsync(Images(), new(2, 2), At("x"), CacheUse.None, MeasureOptions.Default, _ => { }, CancellationToken.None);

        foreach (var (other, reason) in new (string, string)[]
        {
            (await WriteAsync(Images() with { Preprocessing = new(Color: ColorOrder.Bgr) }, new(2, 2)), "color is 'BGR', was 'RGB'"),
            (await WriteAsync(Images() with { Histogram = true }, new(2, 2)), "histogram is 'true', was 'false'"),
            (await WriteAsync(Images(), new(2, 3)), "one of 3 shards, and of 2 there"),
            (await WriteAsync(Videos(), new(2, 2)), "videos, and images there"),
            (Write(part with { Decoder = "opencv 5.0.0" }), "decoded by opencv 5.0.0, and by opencv 4"),
            (Write(part with { File = At("y"), Program = "datastamp 9.0.0" }), "measured by datastamp 9.0.0, and by datastamp "),
        })
        {
            var error = Error(() => PartMerge.Read([first, other]));
            Assert.That((error.Code, error.File), Is.EqualTo(("DS0403", other)));
            Assert.That(error.Message, Does.Contain(reason));
        }
    }

    [Test]
    public async Task A_dataset_without_files_has_no_parts_and_one_without_good_files_no_result()
    {
        Assert.That(
            Assert.ThrowsAsync<DiagnosticException>(() => WriteAsync(Images(), Shard.Whole))!.Diagnostics.Single().Code, Is.EqualTo("DS0106"));
        Write("data/a.png", 1, 2, 3);
        var part = (ImagePart)PartMerge.Read([await WriteAsync(Images() with { OnBadFile = BadFilePolicy.Skip }, Shard.Whole)]);
        Assert.That(Error(() => part.ToResult()).Code, Is.EqualTo("DS0104"));
        Assert.That(
            Assert.ThrowsAsync<DiagnosticException>(() => WriteAsync(Images(), Shard.Whole))!.Diagnostics.Single().Code, Is.EqualTo("DS0101"));
    }

    private static Diagnostic Error(Action merge) => Assert.Throws<DiagnosticException>(() => merge())!.Diagnostics.Single();

    private static string[] Shuffled(int count, int seed, Func<Shard, Task<string>> write)
    {
        string[] files = [.. Enumerable.Range(1, count).Select(number => write(new(number, count)).GetAwaiter().GetResult())];
        new Random(seed).Shuffle(files);
        return files;
    }

    private static string Write(Part part)
    {
        PartFile.Write(part);
        return part.File;
    }

    private async Task<string> WriteAsync(ImageDataset dataset, Shard shard) =>
        Write(await ShardMeasurer.MeasureAsync(dataset, shard, NewFile(), CacheUse.None, new MeasureOptions(2), _ => { }, CancellationToken.None));

    private async Task<string> WriteAsync(VideoDataset dataset, Shard shard) =>
        Write(await ShardMeasurer.MeasureAsync(dataset, shard, NewFile(), CacheUse.None, new MeasureOptions(2), _ => { }, CancellationToken.None));

    private string NewFile() => At(Path.GetRandomFileName());

    private ImageDataset Images() => new() { Name = "Test", Root = At("data"), Include = "data" };

    private VideoDataset Videos() => new() { Name = "Test", Root = At("clips"), Include = "clips", Segments = 3, OnBadFile = BadFilePolicy.Skip };

    private void MakeImages(bool hasDeepImages = false)
    {
        for (var i = 0; i < 17; i++)
        {
            WriteImage($"data/{i % 3}/{i}.png", 1 + (i % 7), 1 + (i % 4), (byte)(11 * i), (byte)(255 - i), (byte)(i * i));
        }

        if (hasDeepImages)
        {
            Write("data/bad file.png", 1, 2, 3);
            Write("data/empty.png");
            _ = ImageDecoder.Identity;
            using var image = new Mat(2, 3, MatType.CV_16UC3, new Scalar(1, 65535, 300));
            Cv2.ImEncode(".png", image, out var encoded);
            Write("data/deep.png", encoded);
        }
    }

    private void MakeVideos()
    {
        foreach (var (i, file) in Enumerable.Repeat(Directory.GetFiles(clips, "*", SearchOption.AllDirectories), 5).SelectMany(files => files).Index())
        {
            Write($"clips/{i % 3} é/{i}{Path.GetExtension(file)}", File.ReadAllBytes(file));
        }

        var mp4 = File.ReadAllBytes(Directory.GetFiles(clips, "*.mp4", SearchOption.AllDirectories).Single());
        Write("clips/none.mp4", 1, 2, 3);
        Write("clips/empty.mp4");
        Write("clips/cut.mp4", mp4[..^200]);
    }
}
