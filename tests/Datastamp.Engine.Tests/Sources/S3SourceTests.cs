using Datastamp.Caching;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Measuring;
using Datastamp.Sources;
using Datastamp.Stamping;

namespace Datastamp.Tests.Sources;

[Category("S3")]
[NonParallelizable]
public class S3SourceTests : TemporaryFolder
{
    private static readonly string[] settings = ["AWS_ENDPOINT_URL_S3", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"];

    private S3Server server = null!;

    [SetUp]
    public void Start()
    {
        server = S3Server.Start(At("buckets"));
        foreach (var (name, value) in settings.Zip([server.Endpoint, "S3RVER", "S3RVER"]))
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    [TearDown]
    public void Stop()
    {
        server?.Dispose();
        Array.ForEach(settings, name => Environment.SetEnvironmentVariable(name, null));
    }

    [Test]
    public async Task Objects_and_archives_give_the_integers_of_their_folder()
    {
        // More than one page of a listing.
        const int Images = 1200;
        var members = Enumerable.Range(0, Images).Select(i => ($"class{i % 3}/{i:D4}.pgm", Image(i))).ToArray();
        foreach (var (name, content) in members)
        {
            Write("folder/" + name, content);
        }

        foreach (var chunk in members.Chunk(50))
        {
            await Task.WhenAll(chunk.Select(member => server.PutAsync("train/" + member.Item1, member.Item2)));
        }

        await server.PutAsync("train2/other.pgm", Image(77));
        await server.PutAsync("train/readme.txt", [1]);
        await server.PutAsync("all.tar.gz", Containers.Gzip(Containers.Tar(members)));
        await server.PutAsync("shards/s-0.tar", Containers.Tar(members[..500]));
        await server.PutAsync("shards/s-1.tar.zst", Containers.Zstandard(Containers.Tar(members[500..])));
        var expected = await MeasureAsync(At("folder"));

        Assert.That(expected.Images, Is.EqualTo(Images));
        Assert.That((await MeasureAsync("s3://data/train")).Fingerprint, Is.EqualTo(expected.Fingerprint));
        Assert.That((await MeasureAsync("s3://data/all.tar.gz")).Fingerprint, Is.EqualTo(expected.Fingerprint));
        foreach (var address in new[] { "s3://data/train", "s3://data/train/", "s3://data/all.tar.gz", "s3://data/shards", "s3://data/shards/{s-0.tar,s-1.tar.zst}" })
        {
            var result = await MeasureAsync(address);
            Assert.That((result.Images, string.Join(' ', result.Sum), string.Join(' ', result.SumOfSquares)), Is.EqualTo((expected.Images, string.Join(' ', expected.Sum), string.Join(' ', expected.SumOfSquares))), address);
        }

        var listing = SampleSources.Open(Dataset("s3://data/shards")).List(CancellationToken.None);
        Assert.That(listing.Samples, Has.Count.EqualTo(Images));
        Assert.That(listing.Samples[0], Has.Property("Key").EqualTo("s-0.tar/class0/0000.pgm").And.Property("Ticks").GreaterThan(0));
        Assert.That(listing.Watched.Select(path => File.Exists(path.Path)), Is.EqualTo([false]));
    }

    [Test]
    public async Task What_the_server_refuses_is_named()
    {
        await server.PutAsync("a.pgm", Image(1));

        Assert.That(() => MeasureAsync("s3://nothing/here"), Throws.TypeOf<DiagnosticException>().With.Message.StartsWith("s3://nothing/here/: error DS0120"));
        Assert.That(() => MeasureAsync("s3://data/empty"), Throws.TypeOf<DiagnosticException>().With.Message.Contains("DS0106"));
        Assert.That(() => MeasureAsync("s3://data/{0..1}.tar"), Throws.TypeOf<DiagnosticException>().With.Message.Contains("DS0106"));
    }

    private static byte[] Image(int seed) => [.. "P5\n2 1\n255\n"u8, (byte)seed, (byte)(seed >> 4)];

    private static ImageDataset Dataset(string root) => new() { Name = "X", Root = root, Include = root };

    private static Task<ImageResult> MeasureAsync(string root) => DatasetMeasurer.MeasureAsync(Dataset(root), CacheUse.None, new MeasureOptions(3), _ => { }, CancellationToken.None);
}
