using System.Formats.Tar;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Measuring;
using Datastamp.Sources;
using Datastamp.Sources.Archives;

namespace Datastamp.Tests.Sources;

public class ContainerSourceTests : TemporaryFolder
{
    private static readonly byte[] image = "P5\n1 1\n255\n\x07"u8.ToArray();

    [Test]
    public void Keys_of_one_archive_are_its_names()
    {
        Write("x.tar", Containers.Tar([("./b/2.pgm", image), ("a.PGM", image), ("notes.txt", [1])]));

        Assert.That(Keys("x.tar"), Is.EqualTo(["a.PGM", "b/2.pgm"]));
    }

    [TestCase(TarEntryFormat.Pax)]
    [TestCase(TarEntryFormat.Gnu)]
    public void Long_names_and_names_of_other_letters_are_whole(TarEntryFormat format)
    {
        var name = string.Join('/', Enumerable.Repeat("été-画像", 40)) + ".pgm";
        Write("x.tar", Containers.Tar(format, [(name, image)]));

        Assert.That(Keys("x.tar"), Is.EqualTo([name]));
    }

    [Test]
    public void Folders_in_archives_are_passed_over()
    {
        Write("x.tar", Containers.TarOf(new PaxTarEntry(TarEntryType.Directory, "a/"), Containers.Entry(TarEntryFormat.Pax, TarEntryType.RegularFile, "a/1.pgm", image)));
        Write("x.zip", Containers.Zip([("a/", []), ("a/1.pgm", image)]));

        Assert.That(Keys("x.tar"), Is.EqualTo(["a/1.pgm"]));
        Assert.That(Keys("x.zip"), Is.EqualTo(["a/1.pgm"]));
    }

    [Test]
    public void Keys_of_shards_begin_with_their_names()
    {
        Write("s/train-0008.tar", Containers.Tar([("1.pgm", image)]));
        Write("s/train-0009.tar.gz", Containers.Gzip(Containers.Tar([("1.pgm", image)])));
        Write("s/train-0010.tar", Containers.Tar([("1.pgm", image)]));

        Assert.That(Keys("s/train-{0008..0008}.tar"), Is.EqualTo(["train-0008.tar/1.pgm"]));
        Assert.That(Keys("s/train-{0008.tar,0009.tar.gz,0010.tar}"), Is.EqualTo(["train-0008.tar/1.pgm", "train-0009.tar.gz/1.pgm", "train-0010.tar/1.pgm"]));
    }

    [Test]
    public void A_range_with_shards_that_are_not_there_is_no_smaller_dataset()
    {
        Write("train-0.tar", Containers.Tar([("1.pgm", image)]));

        var error = Assert.Throws<DiagnosticException>(() => Keys("train-{0..2}.tar"))!.Diagnostics.Single();

        Assert.That(error.Code, Is.EqualTo("DS0119"));
        Assert.That(error.Message, Does.StartWith($"2 of 3 shards are not there: {At("train-1.tar")}, {At("train-2.tar")}"));
    }

    [TestCase("gone.tar")]
    [TestCase("gone.zip")]
    [TestCase("gone-{0..3}.tar.gz")]
    public void Without_any_file_there_is_no_data_and_its_coming_is_watched(string name)
    {
        var listing = Open(name).List(CancellationToken.None);

        Assert.That(listing.Samples, Is.Empty);
        Assert.That(listing.Watched.Select(path => path.Length), Is.All.EqualTo(-2));
        Assert.That(listing.Watched.Count(), Is.EqualTo(name.Contains('{', StringComparison.Ordinal) ? 4 : 1));
    }

    [Test]
    public void Archives_are_watched_by_length_and_time()
    {
        var path = Write("x.tar", Containers.Tar([("1.pgm", image)]));
        var listing = Open("x.tar").List(CancellationToken.None);
        var file = new FileInfo(path);

        Assert.That(listing.Watched, Is.EqualTo([new WatchedPath(path, file.Length, file.LastWriteTimeUtc.Ticks)]));
        Assert.That(listing.Samples.Single(), Has.Property("Ticks").EqualTo(file.LastWriteTimeUtc.Ticks).And.Property("Length").EqualTo(image.Length));
    }

    [Test]
    public void Patterns_are_of_members()
    {
        Write("x.zip", Containers.Zip([("a/1.pgm", image), ("a/2.pgm", image), ("b/1.pgm", image), ("b/x.dat", image)]));

        Assert.That(Keys("x.zip", patterns: ["a/*"], exclude: ["**/2.*"]), Is.EqualTo(["a/1.pgm"]));
        Assert.That(Keys("x.zip", patterns: ["**/*.dat"]), Is.EqualTo(["b/x.dat"]));
        Assert.That(Keys("x.zip", exclude: ["b/**"]), Is.EqualTo(["a/1.pgm", "a/2.pgm"]));
    }

    [Test]
    public void Rows_have_numbers_paths_and_labels()
    {
        Write("x.parquet", Containers.Parquet([("cat/1.jpeg", image, 3), (null, image, 4), ("/home/x/2.pgm", image, 5), ("..", image, 6)], rowsInGroup: 3));

        Assert.That(
            Open("x.parquet").List(CancellationToken.None).Samples.Select(sample => $"{sample.Key} {sample.Label}"),
            Is.EqualTo(["000000/cat/1.jpeg 3", "000001.pnm 4", "000002/2.pgm 5", "000003/image.pnm 6"]));
    }

    [Test]
    public void A_table_without_images_is_refused_with_its_columns()
    {
        Write("x.parquet", Containers.Parquet([("a", image, 1)], image: "sound"));
        Assert.That(Keys("x.parquet"), Has.Length.EqualTo(1), "any group with bytes will do");

        Write("y.parquet", Datastamp.Output.DatasetsParquet.Write([]));

        var error = Assert.Throws<DiagnosticException>(() => Keys("y.parquet"))!.Diagnostics.Single();
        Assert.That(error.Code, Is.EqualTo("DS0121"));
    }

    [Test]
    public void Records_have_labels()
    {
        Write("train.bin", [7, 42, .. new byte[3072], 7, 43, .. new byte[3072]]);
        Write("test_batch.bin", [9, .. new byte[3072]]);
        Write("t-images-idx3-ubyte", Containers.Idx(3, [2, 1, 1], [10, 20]));
        Write("t-labels-idx1-ubyte", Containers.Idx(1, [2], [5, 6]));

        Assert.That(Labels("train.bin"), Is.EqualTo(["000000.ppm 42", "000001.ppm 43"]));
        Assert.That(Labels("test_batch.bin"), Is.EqualTo(["000000.ppm 9"]));
        Assert.That(Labels("t-images-idx3-ubyte"), Is.EqualTo(["000000.pgm 5", "000001.pgm 6"]));
    }

    [Test]
    public void Labels_of_other_images_are_refused()
    {
        Write("t-images-idx3-ubyte", Containers.Idx(3, [2, 1, 1], [10, 20]));
        Write("t-labels-idx1-ubyte", Containers.Idx(1, [3], [5, 6, 7]));

        Assert.That(() => Keys("t-images-idx3-ubyte"), Throws.TypeOf<DiagnosticException>().With.Message.Contains("DS0113"));
    }

    [Test]
    public void A_folder_of_CIFAR_is_its_images_of_training()
    {
        foreach (var name in new[] { "data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin", "test_batch.bin" })
        {
            Write("cifar/" + name, new byte[3073]);
        }

        Assert.That(Keys("cifar"), Is.EqualTo(Enumerable.Range(1, 5).Select(i => $"data_batch_{i}.bin/000000.ppm")));
        File.Delete(At("cifar/data_batch_3.bin"));
        Assert.That(() => Keys("cifar"), Throws.TypeOf<DiagnosticException>().With.Message.Contains("DS0119"));
    }

    [Test]
    public void Pixels_of_CIFAR_are_side_by_side()
    {
        var record = new byte[3073];
        (record[1], record[2], record[1025], record[2049]) = (1, 4, 2, 3);
        Write("test_batch.bin", record);
        var source = Open("test_batch.bin");
        var buffer = Array.Empty<byte>();

        var length = source.Read(source.List(CancellationToken.None).Samples.Single(), ref buffer);

        Assert.That(buffer[..length].Take(17), Is.EqualTo("P6\n32 32\n255\n\x01\x02\x03\x04"u8.ToArray()));
        Assert.That(length, Is.EqualTo(13 + 3072));
    }

    [Test]
    public void Files_of_other_names_are_known_by_what_they_begin_with()
    {
        Write("a.dataset", Containers.Zip([("1.pgm", image)]));
        Write("b.dataset", Containers.Tar([("1.pgm", image)]));
        Write("c.tar", Containers.Zstandard(Containers.Tar([("1.pgm", image)])));
        Write("d.txt", "hello"u8.ToArray());

        Assert.That(Keys("a.dataset"), Is.EqualTo(["1.pgm"]));
        Assert.That(Keys("b.dataset"), Is.EqualTo(["1.pgm"]));
        Assert.That(Keys("c.tar"), Is.EqualTo(["1.pgm"]));
        Assert.That(() => Keys("d.txt"), Throws.TypeOf<DiagnosticException>().With.Message.Contains("DS0003"));
    }

    [Test]
    public void Videos_are_refused()
    {
        Write("x.tar", Containers.Tar([("1.mp4", image)]));

        Assert.That(
            () => SampleSources.Open(new VideoDataset { Name = "X", Root = At("x.tar"), Include = "x.tar" }),
            Throws.TypeOf<DiagnosticException>().With.Message.Contains("DS0118"));
    }

    [TestCase("tar")]
    [TestCase("gzip")]
    [TestCase("zstd")]
    public void Standard_input_is_read_once(string compression)
    {
        var tar = Containers.Tar([("b.pgm", image), ("a.pgm", image)]);
        var content = compression switch { "gzip" => Containers.Gzip(tar), "zstd" => Containers.Zstandard(tar), _ => tar };
        var opened = 0;
        var source = new StandardInputSource("X", new KeyFilter(ImageDataset.AllImages, [], isDefault: true), () => opened++ == 0 ? new MemoryStream(content) : throw new InvalidOperationException(), ContainerLimits.Default);
        var streams = source.Find(CancellationToken.None).Streams;
        using (var stream = streams.Single().Value())
        {
            Assert.That(stream.Next(out var first), Is.True);
            Assert.That(first.Key, Is.EqualTo("b.pgm"));
            var buffer = Array.Empty<byte>();
            var length = stream.Read(ref buffer);
            Assert.That(buffer[..length], Is.EqualTo(image));
            Assert.That(stream.Next(out _), Is.True);
            Assert.That(stream.Next(out _), Is.False);
        }

        Assert.That(() => source.List(CancellationToken.None), Throws.TypeOf<DiagnosticException>().With.Message.Contains("DS0122"));
    }

    [Test]
    public async Task An_archive_whose_members_vanish_while_it_is_read_is_no_smaller_dataset()
    {
        Write("x.tar.gz", Containers.Gzip(Containers.Tar([("a.pgm", image), ("b.pgm", image)])));
        var source = Open("x.tar.gz");
        var samples = source.List(CancellationToken.None).Samples;
        Write("x.tar.gz", Containers.Gzip(Containers.Tar([("a.pgm", image)])));

        await Assert.ThatAsync(
            () => ImageMeasurer.MeasureAsync(Dataset("x.tar.gz"), source, samples, new MeasureOptions(2), CancellationToken.None),
            Throws.TypeOf<DiagnosticException>().With.Message.Contains("DS0105"));
    }

    private string[] Keys(string name, string[]? patterns = null, string[]? exclude = null) =>
        [.. SampleSources.Open(Dataset(name) with { Patterns = patterns is null ? ImageDataset.AllImages : [.. patterns], Exclude = [.. exclude ?? []] }).List(CancellationToken.None).Samples.Select(sample => sample.Key)];

    private IEnumerable<string> Labels(string name) => Open(name).List(CancellationToken.None).Samples.Select(sample => $"{sample.Key} {sample.Label}");

    private ISampleSource Open(string name) => SampleSources.Open(Dataset(name));

    private ImageDataset Dataset(string name) => new() { Name = "X", Root = At(name), Include = name };
}
