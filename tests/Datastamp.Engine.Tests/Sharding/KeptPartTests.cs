using Datastamp.Caching;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Measuring;
using Datastamp.Sharding;
using Datastamp.Statistics;

namespace Datastamp.Tests.Sharding;

public class KeptPartTests : TemporaryFolder
{
    private readonly List<Diagnostic> told = [];
    private ImageDataset dataset = null!;
    private string file = string.Empty;

    [SetUp]
    public async Task MakePart()
    {
        told.Clear();
        WriteImage("data/a.png", 2, 2, 1, 2, 3);
        dataset = new() { Name = "Test", Root = At("data"), Include = "data" };
        file = At("1-of-1.json");
        PartFile.Write(await ShardMeasurer.MeasureAsync(dataset, Shard.Whole, file, CacheUse.None, MeasureOptions.Default, _ => { }, CancellationToken.None));
    }

    [Test]
    public void The_part_that_is_asked_for_is_kept()
    {
        Assert.That(KeptPart.Find(file, dataset, Shard.Whole, told.Add)?.Files, Is.EqualTo(1));
        Assert.That(told, Is.Empty);
    }

    [Test]
    public void Where_there_is_none_nothing_is_told()
    {
        Assert.That(KeptPart.Find(At("none.json"), dataset, Shard.Whole, told.Add), Is.Null);
        Assert.That(told, Is.Empty);
    }

    [Test]
    public void One_of_another_request_is_told_of()
    {
        var video = new VideoDataset { Name = "Test", Root = At("data"), Include = "data" };

        Refuse(dataset with { Preprocessing = new(Color: ColorOrder.Bgr) }, Shard.Whole, "color is");
        Refuse(dataset with { Weighting = Weighting.Pixels }, Shard.Whole, "weighting Mixed, and Pixels there");
        Refuse(dataset with { Include = "data2" }, Shard.Whole, "it is of 'data'");
        Refuse(dataset, new(1, 2), "it is of shard 1/1");
        Refuse(video, Shard.Whole, "it is of images");
    }

    [Test]
    public void One_that_was_cut_off_or_is_of_another_version_is_told_of()
    {
        PartFile.Write(((ImagePart)PartFile.Read(file)) with { Program = "datastamp 0.0.1" });
        Refuse(dataset, Shard.Whole, "measured by datastamp 0.0.1");
        File.WriteAllText(file, File.ReadAllText(file)[..^20]);
        Refuse(dataset, Shard.Whole, "Not a valid part");
    }

    private void Refuse(Dataset asked, Shard shard, string reason)
    {
        told.Clear();
        Assert.That(KeptPart.Find(file, asked, shard, told.Add), Is.Null);
        Assert.That(told.Select(warning => (warning.Code, warning.File)), Is.EqualTo([("DS0409", file)]));
        Assert.That(told[0].Message, Does.Contain(reason));
    }
}
