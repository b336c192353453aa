using System.Formats.Tar;
using System.IO.Compression;
using Datastamp.Caching;
using Datastamp.Decoding;
using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Sources;
using Datastamp.Stamping;
using OpenCvSharp;

namespace Datastamp.Tests.Sources;

/// <summary>The same images give the same integers, wherever they lie.</summary>
public class SourceEqualityTests
{
    private const int Images = 5000;
    private const int Side = 32;

    private string root = string.Empty;
    private string colors = string.Empty;
    private string grays = string.Empty;

    [OneTimeSetUp]
    public async Task MakeAllForms()
    {
        _ = ImageDecoder.Identity;
        root = Directory.CreateTempSubdirectory("datastamp-test-").FullName;
        var random = new Random(20);
        var pixels = new byte[Images][];
        var members = new (string Name, byte[] Content)[Images];
        var gray = new (string Name, byte[] Content)[Images];
        for (var i = 0; i < Images; i++)
        {
            // Reds, greens, blues, as CIFAR has them. Each image is dark or light on its own, so that none can stand for another.
            pixels[i] = new byte[3 * Side * Side];
            random.NextBytes(pixels[i]);
            for (var at = 0; at < pixels[i].Length; at++)
            {
                pixels[i][at] >>= i % 5;
            }

            members[i] = ($"class{i % 10}/{i:D5}.png", Encode(pixels[i], 3));
            gray[i] = ($"{i:D5}.png", Encode(pixels[i], 1));
        }

        WriteFolder("folder", members);
        WriteFolder("gray", gray);
        await WriteAsync("pax.tar", Containers.Tar(members));
        await WriteAsync("gnu.tar", Containers.Tar(TarEntryFormat.Gnu, members));
        await WriteAsync("v7.tar", Containers.Tar(TarEntryFormat.V7, members));
        await WriteAsync("all.tar.gz", Containers.Gzip(Containers.Tar(members)));
        await WriteAsync("all.tgz", Containers.Gzip(Containers.Tar(TarEntryFormat.Ustar, members)));
        await WriteAsync("all.tar.zst", Containers.Zstandard(Containers.Tar(members)));
        await WriteAsync("all.zip", Containers.Zip(members));
        await WriteAsync("stored.zip", Containers.Zip(CompressionLevel.NoCompression, members));
        await WriteAsync("all.parquet", Containers.Parquet([.. members.Select((member, i) => ((string?)member.Name, (byte[]?)member.Content, (long)i % 10))], rowsInGroup: 999));
        for (var shard = 0; shard < 4; shard++)
        {
            var part = members.Skip(1250 * shard).Take(1250).ToArray();
            await WriteAsync($"plain-{shard:D3}.tar", Containers.Tar(part));
            await WriteAsync($"packed-{shard:D3}.tar.gz", Containers.Gzip(Containers.Tar(part)));
        }

        await WriteAsync("cifar10.bin", [.. pixels.SelectMany((image, i) => image.Prepend((byte)(i % 10)))]);
        File.Move(At("cifar10.bin"), At("data_batch_1.bin"));
        await WriteAsync("train.bin", [.. pixels.SelectMany((image, i) => image.Prepend((byte)(i % 100)).Prepend((byte)(i % 20)))]);
        var idx = Containers.Idx(3, [Images, Side, Side], pixels.SelectMany(image => image.Take(Side * Side)));
        await WriteAsync("train-images-idx3-ubyte", idx);
        await WriteAsync("test-images-idx3-ubyte.gz", Containers.Gzip(idx));
        colors = await MeasureAsync("folder", threads: 2);
        grays = await MeasureAsync("gray", threads: 2);
    }

    [OneTimeTearDown]
    public void DeleteFolder() => Directory.Delete(root, recursive: true);

    [TestCase("pax.tar")]
    [TestCase("gnu.tar")]
    [TestCase("v7.tar")]
    [TestCase("all.tar.gz")]
    [TestCase("all.tgz")]
    [TestCase("all.tar.zst")]
    [TestCase("all.zip")]
    [TestCase("stored.zip")]
    [TestCase("all.parquet")]
    [TestCase("plain-{000..003}.tar")]
    [TestCase("packed-{000..003}.tar.gz")]
    [TestCase("{plain-000.tar,plain-001.tar,packed-002.tar.gz,packed-003.tar.gz}")]
    [TestCase("data_batch_1.bin")]
    [TestCase("train.bin")]
    public async Task Colored_images_give_the_integers_of_their_folder(string form)
    {
        Assert.That(await MeasureAsync(form, threads: 3), Is.EqualTo(colors));
        Assert.That(await MeasureListedAsync(form), Is.EqualTo(colors));
    }

    [TestCase("train-images-idx3-ubyte")]
    [TestCase("test-images-idx3-ubyte.gz")]
    public async Task Gray_images_give_the_integers_of_their_folder(string form)
    {
        Assert.That(await MeasureAsync(form, threads: 3), Is.EqualTo(grays));
        Assert.That(await MeasureListedAsync(form), Is.EqualTo(grays));
        Assert.That(grays, Is.Not.EqualTo(colors));
    }

    [TestCase("pax.tar")]
    [TestCase("all.tar.gz")]
    [TestCase("all.tar.zst")]
    [TestCase("all.zip")]
    public async Task Archives_of_one_tree_have_the_fingerprint_of_their_folder(string form)
    {
        var folder = await ResultAsync("folder", 2);

        Assert.That((await ResultAsync(form, 2)).Fingerprint, Is.EqualTo(folder.Fingerprint));
    }

    private static string Describe(IEnumerable<UInt128> sums, IEnumerable<UInt128> squares, long images, long pixels) =>
        $"{images} {pixels} {string.Join(' ', sums)} {string.Join(' ', squares)}";

    private static byte[] Encode(byte[] planes, int channels)
    {
        using var image = channels == 3 ? new Mat(Side, Side, MatType.CV_8UC3) : new Mat(Side, Side, MatType.CV_8UC1);
        for (var i = 0; i < Side * Side; i++)
        {
            if (channels == 3)
            {
                image.Set(i / Side, i % Side, new Vec3b(planes[(2 * Side * Side) + i], planes[(Side * Side) + i], planes[i]));
            }
            else
            {
                image.Set(i / Side, i % Side, planes[i]);
            }
        }

        Cv2.ImEncode(".png", image, out var encoded);
        return encoded;
    }

    private string At(string name) => Path.Combine(root, name);

    private Task WriteAsync(string name, byte[] content) => File.WriteAllBytesAsync(At(name), content);

    private void WriteFolder(string folder, IEnumerable<(string Name, byte[] Content)> members)
    {
        foreach (var (name, content) in members)
        {
            var path = Path.Combine(root, folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
        }
    }

    private ImageDataset Dataset(string form) => new() { Name = "All", Root = At(form), Include = form };

    private Task<ImageResult> ResultAsync(string form, int threads) =>
        DatasetMeasurer.MeasureAsync(Dataset(form), CacheUse.None, new MeasureOptions(threads, Progress: null), _ => { }, CancellationToken.None);

    private async Task<string> MeasureAsync(string form, int threads)
    {
        var result = await ResultAsync(form, threads);
        return Describe(result.Sum, result.SumOfSquares, result.Images, result.Pixels);
    }

    /// <summary>As builds do: everything is listed, and then read.</summary>
    private async Task<string> MeasureListedAsync(string form)
    {
        var source = SampleSources.Open(Dataset(form));
        var samples = source.List(CancellationToken.None).Samples;
        var moments = (await ImageMeasurer.MeasureAsync(Dataset(form), source, samples, new MeasureOptions(3, Progress: null), CancellationToken.None)).Moments;
        var channels = Enumerable.Range(0, moments.ChannelCount).Select(moments.Channel).ToArray();
        Assert.That(samples.Select(sample => sample.Key), Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal).And.Unique);
        return Describe(channels.Select(channel => channel.Sum), channels.Select(channel => channel.SumOfSquares), moments.Images, moments.Pixels);
    }
}
