using Datastamp.Caching;
using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Stamping;
using Datastamp.Tests.Measuring;

namespace Datastamp.Tests.Stamping;

/// <summary>What builds know of each other, at the same time and one after another.</summary>
public class SharedStampTests : StampedImages
{
    [Test]
    public async Task Builds_at_the_same_time_measure_a_dataset_once()
    {
        var plans = Enumerable.Range(0, 6).Select(i => Plan(Train(), Dataset("Test", "test")) with { LockFile = At($"{i}/lock.json"), CodeFile = At($"{i}/code.cs") });

        await Task.WhenAll(plans.Select(plan => Task.Run(() => StampAsync(plan))));

        Assert.That(WorkOf("Train"), Is.EquivalentTo(["2 read, 2 decoded.", .. Enumerable.Repeat("0 read, 0 decoded.", 5)]));
        Assert.That(WorkOf("Test"), Is.EquivalentTo(["1 read, 1 decoded.", .. Enumerable.Repeat("0 read, 0 decoded.", 5)]));
        Assert.That(Enumerable.Range(0, 6).Select(i => File.ReadAllText(At($"{i}/lock.json"))).Distinct(StringComparer.Ordinal), Has.Exactly(1).Items);
    }

    [Test]
    public async Task Builds_at_the_same_time_lose_no_entry_of_a_common_lock()
    {
        var datasets = Enumerable.Range(0, 8).Select(i => Dataset($"D{i}", i % 2 == 0 ? "train" : "test") with { MaxPixels = 100 + i }).ToArray();

        await Task.WhenAll(datasets.Select((dataset, i) => Task.Run(() => StampAsync(Plan(dataset) with { CodeFile = At($"{i}/code.cs") }))));

        var after = LockFile.Read(Lock);
        Assert.That(datasets.Select(dataset => after.Image(dataset.Name)), Has.None.Null);
    }

    [Test]
    public async Task An_entry_that_changes_while_another_dataset_is_measured_is_looked_at_again()
    {
        await StampAsync(Train());
        Directory.Delete(At("train"), recursive: true);
        var changed = (await File.ReadAllTextAsync(Lock)).Replace("\"images\": 2,", "\"images\": 22,", StringComparison.Ordinal);
        var isChanged = 0;
        var options = new MeasureOptions(1, new OnProgress(_ =>
        {
            if (Interlocked.Exchange(ref isChanged, 1) == 0)
            {
                File.WriteAllText(Lock, changed);
            }
        }));

        var outcome = await StampAsync(Plan(Train(), Dataset("Test", "test")), options);

        Assert.That(File.ReadAllText(Code), Does.Contain("ImageCount = 2;"));
        Assert.That(outcome.Lock[0].Length, Is.Not.EqualTo(new FileInfo(Lock).Length));
    }

    [Test]
    public async Task Who_waits_for_the_lock_says_so()
    {
        await StampAsync(Train());
        using var shared = SharedMeasurements.Open(At("cache"), _ => { });
        var waits = new TaskCompletionSource<MeasureProgress>();
        var options = new MeasureOptions(1, new OnProgress(progress => _ = progress.IsWaiting && waits.TrySetResult(progress)));
        Task<StampOutcome> stamping;
        using (await shared.GuardAsync(Lock, MeasureOptions.Default, _ => { }, CancellationToken.None))
        {
            stamping = Task.Run(() => StampAsync(Plan(Train()), options));

            Assert.That((await waits.Task.WaitAsync(TimeSpan.FromMinutes(1))).Dataset, Is.EqualTo("datastamp.lock.json"));
            Assert.That(stamping.IsCompleted, Is.False);
        }

        Assert.That((await stamping).Watched, Is.Not.Empty);
    }

    [Test]
    public async Task A_touched_file_is_hashed_and_no_other()
    {
        await StampAsync(Train());
        File.SetLastWriteTimeUtc(At("train/a.png"), DateTime.UtcNow.AddMinutes(-1));
        Forget();

        await StampAsync(Train());

        Assert.That(WorkOf("Train"), Is.EqualTo(["1 read, 0 decoded."]));
        Assert.That(Reported, Is.Empty);
    }

    [Test]
    public async Task A_cache_folder_that_cannot_be_used_is_said_and_done_without()
    {
        Write("file", 1);

        await StampAsync(Plan(Train()) with { CacheFolder = At("file/cache") });

        Assert.That(Codes(), Is.EqualTo(["DS0309", "DS0207"]));
        Assert.That(File.ReadAllText(Lock), Does.Contain("\"Train\""));
    }

    private IEnumerable<string> WorkOf(string name) =>
        Details.Where(diagnostic => diagnostic.Message.StartsWith(name + ":", StringComparison.Ordinal)).Select(diagnostic => diagnostic.Message.Split("files, ")[1]);
}
