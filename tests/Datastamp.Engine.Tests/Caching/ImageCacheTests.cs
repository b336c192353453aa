using Datastamp.Caching;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Stamping;
using Datastamp.Tests.Stamping;

namespace Datastamp.Tests.Caching;

/// <summary>What is not measured again, and that this changes no result.</summary>
public class ImageCacheTests : StampedImages
{
    [Test]
    public async Task A_file_more_is_the_only_one_that_is_read()
    {
        await StampAsync(Train());
        WriteImage("train/c.png", 1, 1, 1, 2, 3);

        Assert.That(await StampAgainAsync(Train()), Is.EqualTo("Train: 3 files, 1 read, 1 decoded."));
    }

    [Test]
    public async Task A_file_fewer_is_no_work()
    {
        await StampAsync(Train());
        File.Delete(At("train/b.png"));

        Assert.That(await StampAgainAsync(Train()), Is.EqualTo("Train: 1 files, 0 read, 0 decoded."));
        Assert.That(CacheRows.Number(At("cache"), "SELECT COUNT(*) FROM paths"), Is.EqualTo(1), "what is gone is forgotten");
    }

    [Test]
    public async Task A_file_that_cannot_be_read_is_named_also_where_others_are_known()
    {
        await StampAsync(Train());
        await using (var file = File.Create(At("train/c.png")))
        {
            file.SetLength(3L << 30);
        }

        var error = Assert.ThrowsAsync<DiagnosticException>(() => StampAgainAsync(Train()))!.Diagnostics.Single();

        Assert.That((error.Code, error.File), Is.EqualTo(("DS0105", At("train/c.png"))));
    }

    [Test]
    public async Task A_renamed_file_is_known_by_its_contents()
    {
        await StampAsync(Train());
        File.Move(At("train/b.png"), At("train/z.png"));

        Assert.That(await StampAgainAsync(Train()), Is.EqualTo("Train: 2 files, 1 read, 0 decoded."));
    }

    [Test]
    public async Task The_same_contents_elsewhere_are_known()
    {
        await StampAsync(Train());
        Directory.CreateDirectory(At("worktree"));
        File.Copy(At("train/a.png"), At("worktree/x.png"));

        Assert.That(await StampAgainAsync(Dataset("Other", "worktree")), Is.EqualTo("Other: 1 files, 1 read, 0 decoded."));
    }

    [Test]
    public async Task Other_pixels_of_the_same_files_are_not_known_but_their_hashes_are()
    {
        await StampAsync(Train());

        var resized = Train() with { Preprocessing = new ImagePreprocessing { CenterCrop = new(1, 1) } };

        Assert.That(await StampAgainAsync(resized), Is.EqualTo("Train: 2 files, 2 read, 2 decoded."));
        Assert.That(CacheRows.Number(At("cache"), "SELECT COUNT(*) FROM paths"), Is.EqualTo(2));
    }

    [Test]
    public async Task A_change_that_puts_length_and_time_back_is_seen()
    {
        Assume.That(OperatingSystem.IsLinux(), "Other systems tell nothing else.");
        await StampAsync(Train());
        var (path, time) = (At("train/a.png"), File.GetLastWriteTimeUtc(At("train/a.png")));
        var length = new FileInfo(path).Length;
        WriteImage("train/a.png", 3, 2, 10, 20, 31);
        Assert.That(new FileInfo(path).Length, Is.EqualTo(length), "the test needs an image of the same size");
        File.SetLastWriteTimeUtc(path, time);

        Assert.That(await StampAgainAsync(Train()), Is.EqualTo("Train: 2 files, 1 read, 1 decoded."));
    }

    [Test]
    public async Task A_file_of_whole_seconds_is_read_again_while_it_could_change_within_them()
    {
        var now = DateTime.UtcNow;
        File.SetLastWriteTimeUtc(At("train/a.png"), new(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc));
        File.SetLastWriteTimeUtc(At("train/b.png"), new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        await StampAsync(Train());

        Assert.That(CacheRows.Number(At("cache"), "SELECT COUNT(*) FROM paths"), Is.EqualTo(1));
        Assert.That(await StampAgainAsync(Train()), Is.EqualTo("Train: 2 files, 1 read, 0 decoded."));
    }

    [Test]
    public async Task Bad_files_are_known_to_be_bad()
    {
        Write("train/bad.png", 1, 2, 3);
        var dataset = Train() with { OnBadFile = BadFilePolicy.Skip };
        await StampAsync(dataset);
        var before = await File.ReadAllTextAsync(Lock);
        File.Delete(Lock);
        WriteImage("train/c.png", 1, 1, 1, 2, 3);
        await StampAsync(dataset);
        File.Delete(At("train/c.png"));
        File.Delete(Lock);

        Assert.That(await StampAgainAsync(dataset), Is.EqualTo("Train: 3 files, 0 read, 0 decoded."));
        Assert.That(await File.ReadAllTextAsync(Lock), Is.EqualTo(before));
    }

    [Test]
    public async Task Any_part_of_it_that_is_lost_or_damaged_changes_no_result(
        [Values(
            "DELETE FROM paths", "DELETE FROM images", "DELETE FROM results", "UPDATE paths SET value = x'00'", "UPDATE paths SET length = -1",
            "UPDATE images SET value = x''", "UPDATE images SET value = x'01'", "UPDATE images SET value = x'0108'", "UPDATE images SET value = x'0108ffffffffffffffffff'",
            "UPDATE images SET value = x'0108060000000000ff'", "UPDATE images SET value = x'0210'", "UPDATE results SET value = '{'", "UPDATE results SET value = '[]'",
            "UPDATE results SET fingerprint = 'x'", "DROP TABLE images", "DROP TABLE paths")] string damage,
        [Values] bool histogram)
    {
        var dataset = Train() with { Histogram = histogram };
        await StampAsync(dataset);
        var before = await File.ReadAllTextAsync(Lock);
        CacheRows.Change(At("cache"), damage);
        File.Delete(Lock);
        Forget();

        await StampAsync(dataset);

        Assert.That(await File.ReadAllTextAsync(Lock), Is.EqualTo(before));
    }

    [TestCase("")]
    [TestCase("SQLite format 3\0")]
    [TestCase("no database of any kind, and longer than the header of one would be: a hundred bytes are what SQLite looks at first")]
    public async Task A_damaged_or_foreign_file_is_made_anew_and_told_of(string content)
    {
        await StampAsync(Train());
        await File.WriteAllTextAsync(CacheRows.FileIn(At("cache")), content);
        File.Delete(Lock);
        Forget();

        await StampAsync(Train());

        Assert.That(Codes(), content.Length == 0 ? Is.EqualTo(["DS0207"]) : Is.EqualTo(["DS0313", "DS0207"]));
        Assert.That(await StampAgainAsync(Train()), Is.EqualTo("Train: 2 files, 0 read, 0 decoded."));
    }

    [Test]
    public async Task The_database_of_another_program_is_made_anew()
    {
        await StampAsync(Train());
        CacheRows.Change(At("cache"), "PRAGMA application_id = 1");
        Forget();

        await StampAsync(Train());

        Assert.That(Codes(), Is.EqualTo(["DS0313"]));
    }

    [Test]
    [NonParallelizable]
    public async Task What_was_not_used_for_longest_goes_first_where_it_grows_too_large()
    {
        await StampAsync(Train());
        CacheRows.Change(At("cache"), "UPDATE images SET used = 1");
        CacheRows.Change(At("cache"), "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200) INSERT INTO images SELECT 1, randomblob(32), randomblob(1000), 2 FROM n");
        CacheRows.Change(At("cache"), "PRAGMA wal_checkpoint(TRUNCATE)");
        Environment.SetEnvironmentVariable(CacheEviction.Variable, "1");
        try
        {
            await StampAsync(Dataset("Test", "test"));
        }
        finally
        {
            Environment.SetEnvironmentVariable(CacheEviction.Variable, value: null);
        }

        Assert.That(new FileInfo(CacheRows.FileIn(At("cache"))).Length, Is.LessThan(1 << 20));
        Assert.That(CacheRows.Number(At("cache"), "SELECT COUNT(*) FROM images WHERE used < 3"), Is.Zero);
        Assert.That(CacheRows.Number(At("cache"), "SELECT COUNT(*) FROM paths"), Is.EqualTo(3), "what is in use stays");
    }

    [Test]
    public async Task Shards_know_what_the_whole_found_and_the_whole_what_shards_found()
    {
        var dataset = Train();
        var cache = new CacheUse(At("cache"), IsBelieved: true);
        var whole = JsonText.Write(ImageResultJson.Write(await DatasetMeasurer.MeasureAsync(dataset, cache, MeasureOptions.Default, _ => { }, CancellationToken.None)));
        CacheRows.Change(At("cache"), "DELETE FROM results");

        var parts = new[] { 1, 2 }.Select(number => Sharding(number).GetAwaiter().GetResult()).ToArray();

        var merged = ((Datastamp.Sharding.ImagePart)Datastamp.Sharding.PartMerge.Join(parts)).ToResult();
        Assert.That(JsonText.Write(ImageResultJson.Write(merged)), Is.EqualTo(whole));
        Assert.That(CacheRows.Number(At("cache"), "SELECT COUNT(*) FROM paths"), Is.EqualTo(2), "a shard forgets no file of the others");

        Task<Datastamp.Sharding.ImagePart> Sharding(int number) =>
            Datastamp.Sharding.ShardMeasurer.MeasureAsync(dataset, new(number, 2), At($"{number}"), cache, MeasureOptions.Default, _ => { }, CancellationToken.None);
    }

    private async Task<string> StampAgainAsync(ImageDataset dataset)
    {
        File.Delete(Lock);
        Forget();
        await StampAsync(Plan(dataset) with { CodeFile = null });
        return Details.Single(diagnostic => diagnostic.Message.StartsWith(dataset.Name + ":", StringComparison.Ordinal)).Message;
    }
}
