using System.Collections.Concurrent;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Tests.Measuring;
using Datastamp.Tests.Sources;

namespace Datastamp.Tests.Stamping;

/// <summary>Builds of datasets in containers.</summary>
public class StampedArchiveTests : StampedImages
{
    [TestCase("train.tar")]
    [TestCase("train.tar.gz")]
    [TestCase("train.zip")]
    [TestCase("train.parquet")]
    public async Task An_archive_is_stamped_as_its_folder_and_read_again_only_when_it_changed(string name)
    {
        await StampAsync(Train());
        var folder = LockFile.Read(Lock).Image("Train")!;
        Pack(name, "a.png", "b.png");

        var outcome = await StampAsync(Train(), Dataset("Packed", name));

        var packed = LockFile.Read(Lock).Image("Packed")!;
        Assert.That(packed.Sum, Is.EqualTo(folder.Sum));
        Assert.That(packed.SumOfSquares, Is.EqualTo(folder.SumOfSquares));
        Assert.That(outcome.Watched.Select(path => path.Path), Does.Contain(At(name)));
        Assert.That(Work("Packed"), Is.EqualTo(["Packed: 2 files, 2 read, 0 decoded."]));

        Forget();
        await StampAsync(Dataset("Packed", name));
        Assert.That(Work("Packed"), Is.EqualTo(["Packed: 2 files, 0 read, 0 decoded."]));

        File.SetLastWriteTimeUtc(At(name), DateTime.UtcNow.AddMinutes(-1));
        Forget();
        await StampAsync(Dataset("Packed", name));
        Assert.That(Work("Packed"), Is.EqualTo(["Packed: 2 files, 2 read, 0 decoded."]));

        Pack(name, "a.png");
        await StampAsync(Dataset("Packed", name));
        Assert.That(LockFile.Read(Lock).Image("Packed")!.Images, Is.EqualTo(1));
    }

    [Test]
    public async Task What_an_archive_holds_is_told_while_it_is_listed()
    {
        Pack("train.tar.gz", "a.png", "b.png");
        var told = new ConcurrentQueue<MeasureProgress>();

        await StampAsync(Plan(Dataset("Packed", "train.tar.gz")), new MeasureOptions(1, new OnProgress(told.Enqueue)));

        Assert.That(told.Where(progress => progress is { TotalFiles: 0, IsWaiting: false }).Select(progress => progress.Files), Is.EqualTo([0, 1]));
    }

    [Test]
    public async Task The_lock_stands_in_for_an_archive_that_is_not_here()
    {
        Pack("train.tar.gz", "a.png", "b.png");
        await StampAsync(Dataset("Packed", "train.tar.gz"));
        File.Delete(At("train.tar.gz"));
        Forget();

        await StampAsync(Dataset("Packed", "train.tar.gz"));

        Assert.That(Codes(), Is.EqualTo(["DS0208"]));
    }

    /// <summary>A server that refuses connections needs no server.</summary>
    [Test]
    [NonParallelizable]
    public async Task The_lock_stands_in_where_a_server_does_not_answer_and_that_is_warned_of()
    {
        await StampAsync(Train());
        var dataset = new ImageDataset { Name = "Train", Root = "s3://data/train", Include = "s3://data/train" };
        (string Name, string Value)[] settings = [("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9"), ("AWS_NO_SIGN_REQUEST", "true"), ("AWS_MAX_ATTEMPTS", "1")];
        Array.ForEach(settings, setting => Environment.SetEnvironmentVariable(setting.Name, setting.Value));
        try
        {
            Forget();
            var outcome = await StampAsync(dataset);

            Assert.That(Codes(), Is.EqualTo(["DS0136", "DS0208"]));
            Assert.That(outcome.Watched.Select(path => path.Path), Does.Contain("s3://data/train"), "the next build is to look again");
            var other = dataset with { Name = "Other" };
            Assert.That(() => StampAsync(other), Throws.TypeOf<DiagnosticException>().With.Message.Contains("DS0120"), "nothing can stand in");
        }
        finally
        {
            Array.ForEach(settings, setting => Environment.SetEnvironmentVariable(setting.Name, null));
        }
    }

    [Test]
    public void A_build_has_no_standard_input() => Assert.That(
        () => StampAsync(new ImageDataset { Name = "X", Root = "-", Include = "-", Origin = new ItemOrigin(At("p.csproj"), "ImageDataset", "-", "X") }),
        Throws.TypeOf<DiagnosticException>().With.Message.Contains("DS0122"));

    private string[] Work(string name) => [.. Details.Select(detail => detail.Message).Where(message => message.StartsWith(name + ":", StringComparison.Ordinal))];

    private void Pack(string name, params string[] files)
    {
        (string Name, byte[] Content)[] members = [.. files.Select(file => (file, File.ReadAllBytes(At("train/" + file))))];
        Write(name, Path.GetExtension(name) switch
        {
            ".tar" => Containers.Tar(members),
            ".gz" => Containers.Gzip(Containers.Tar(members)),
            ".zip" => Containers.Zip(members),
            _ => Containers.Parquet([.. members.Select(member => ((string?)member.Name, (byte[]?)member.Content, 0L))]),
        });
    }
}
