using System.Globalization;
using Datastamp.Caching;
using Datastamp.Comparing;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Sources;
using Datastamp.Stamping;
using Datastamp.Statistics;
using NJsonSchema;

namespace Datastamp.Tests.Stamping;

public class SampledStampTests : StampedFolder
{
    private const int Files = 60;

    [SetUp]
    public void MakeImages()
    {
        for (var i = 0; i < Files; i++)
        {
            WriteImage(Path(i), 2 + (i % 3), 2, (byte)(4 * i), (byte)(255 - (3 * i)), (byte)(100 + (i % 7)));
        }
    }

    [Test]
    public async Task The_lock_and_the_code_say_that_numbers_are_estimated()
    {
        var result = await ResultAsync(Sampled("0.5"));

        Assert.That((result.Files, result.Images, result.Estimate!.FilesChosen), Is.EqualTo((Files, 30L, 30)));
        Assert.That(result.Bytes, Is.EqualTo(Enumerable.Range(0, Files).Sum(i => new FileInfo(At(Path(i))).Length)));
        Assert.That(result.Estimate.Margins.Mixed.Mean, Has.All.InRange(0.001, 0.5));
        Assert.That(File.ReadAllText(Lock), Does.Contain("\"estimate\": {").And.Contain("\"sample\": \"0.5\"").And.Contain("\"confidence\": 0.95"));
        Assert.That(File.ReadAllText(Code), Does.Contain(", estimated ± 0.").And.Contain("(95 %, 30 of 60 images)").And.Not.Contain("exact"));
        var told = Reported.Single(diagnostic => diagnostic.Code == "DS0130");
        Assert.That(told.Severity, Is.EqualTo(Severity.Message));
        Assert.That(told.Message, Does.StartWith("Train: mean and std are estimated ± 0.").And.Contain("(95 %, 30 of 60 images)"));
    }

    [TestCase("0.5")]
    [TestCase("100%")]
    [TestCase("31")]
    public async Task The_lock_is_valid_by_the_published_schema(string sample)
    {
        await StampAsync(Plan(Sampled(sample)));

        var schema = await JsonSchema.FromFileAsync(System.IO.Path.Combine(Repository.Root, "nuget/schemas/datastamp.lock.schema.json"));
        Assert.That(schema.Validate(await File.ReadAllTextAsync(Lock)), Is.Empty);
    }

    [Test]
    public async Task Files_that_a_sample_takes_in_or_leaves_out_are_no_changes()
    {
        await StampAsync(Plan(Sampled("0.5")));
        WriteImage("train/new.png", 2, 2, 1, 2, 3);
        File.Delete(At(Path(Enumerable.Range(0, Files).First(i => !IsChosen(i)))));

        var comparison = await CompareAsync(ComparisonDepth.Contents);

        Assert.That(comparison.Files!.Value.Select(change => change.Kind), Is.EquivalentTo([FileChangeKind.Added, FileChangeKind.Removed]));
    }

    [Test]
    public async Task The_estimate_is_what_measuring_the_chosen_files_alone_gives()
    {
        var sampled = await MeasureAsync(Sampled("30"));
        var listed = new FolderSource(At("train"), ImageDataset.AllImages, [], []).List(CancellationToken.None).Samples;
        var chosen = SubsetChoice.Of(ImageSubset.Parse("30", 0), listed)!;
        foreach (var (i, sample) in listed.Index())
        {
            if (!chosen[i])
            {
                File.Delete(At("train/" + sample.Key));
            }
        }

        var alone = await MeasureAsync(Sampled("30") with { Subset = null });

        Assert.That(alone.Estimate, Is.Null);
        Assert.That((sampled.Pixels, sampled.Sum, sampled.SumOfSquares), Is.EqualTo((alone.Pixels, alone.Sum, alone.SumOfSquares)).AsCollection);
        Assert.That(sampled.Statistics.Mixed.Mean, Is.EqualTo(alone.Statistics.Mixed.Mean));
        Assert.That(sampled.Statistics.Images.Std, Is.EqualTo(alone.Statistics.Images.Std));
    }

    [Test]
    public async Task Threads_change_nothing_and_seeds_do()
    {
        var one = await MeasureAsync(Sampled("30"), 1);
        var four = await MeasureAsync(Sampled("30"), 4);
        var other = await MeasureAsync(Sampled("30") with { Subset = ImageSubset.Parse("30", 1) }, 1);

        Assert.That(Text(four), Is.EqualTo(Text(one)));
        Assert.That(other.Fingerprint, Is.Not.EqualTo(one.Fingerprint));
    }

    [Test]
    public async Task Everything_sampled_is_what_is_exact_without_a_margin()
    {
        var all = await MeasureAsync(Sampled("100%"));

        Assert.That(all.Statistics.Mixed.Std, Is.EqualTo((await MeasureAsync(Sampled("2") with { Subset = null })).Statistics.Mixed.Std));
        Assert.That(all.Estimate!.Margins.Mixed.Mean, Is.All.EqualTo(0.0));
    }

    [Test]
    public async Task A_lock_of_an_estimate_is_none_of_an_exact_dataset_and_the_other_way_round()
    {
        await StampAsync(Plan(Sampled("0.5")));
        var exact = Sampled("0.5") with { Subset = null };

        var drift = Assert.ThrowsAsync<DiagnosticException>(() => StampAsync(Plan(exact) with { LockPolicy = LockPolicy.Verified }))!.Diagnostics.Single();

        Assert.That(drift.Code, Is.EqualTo("DS0205"));
        Assert.That(drift.Message, Does.Contain("sample is not set, was '0.5'"));
        await StampAsync(Plan(exact));
        Assert.That(LockFile.Read(Lock).Image("Train")!.Estimate, Is.Null);
        Assert.That(
            Assert.ThrowsAsync<DiagnosticException>(() => StampAsync(Plan(Sampled("0.5")) with { LockPolicy = LockPolicy.Verified }))!.Diagnostics.Single().Code,
            Is.EqualTo("DS0205"));
    }

    [Test]
    public async Task A_lock_holds_where_nothing_changed_and_without_the_data([Values] bool isDataHere)
    {
        var first = await ResultAsync(Sampled("0.5"));
        if (!isDataHere)
        {
            Directory.Delete(At("train"), recursive: true);
        }

        var second = await ResultAsync(Sampled("0.5"), LockPolicy.Verified);

        Assert.That(Text(second), Is.EqualTo(Text(first)));
        Assert.That(Reported.Count(told => told.Code == "DS0130"), Is.EqualTo(2));
    }

    [Test]
    public async Task Of_files_beside_the_sample_names_and_lengths_count_and_contents_do_not()
    {
        await StampAsync(Plan(Sampled("0.5")));
        var outside = Enumerable.Range(0, Files).First(i => !IsChosen(i));
        var bytes = File.ReadAllBytes(At(Path(outside)));
        bytes[^1] ^= 1;
        File.WriteAllBytes(At(Path(outside)), bytes);
        var same = await CompareAsync(ComparisonDepth.Contents);
        File.WriteAllBytes(At(Path(outside)), [.. bytes, 0]);

        var longer = await CompareAsync(ComparisonDepth.Contents);

        Assert.That((same.IsSame, same.FilesRead), Is.EqualTo((true, 30)));
        Assert.That((longer.IsSame, longer.Files!.Value.Single().ToString()), Is.EqualTo((false, new FileChange(FileChangeKind.Changed, KeyOf(outside)).ToString())));
    }

    [Test]
    public async Task A_change_within_the_sample_is_drift()
    {
        await StampAsync(Plan(Sampled("0.5")));
        var inside = Enumerable.Range(0, Files).First(IsChosen);
        WriteImage(Path(inside), 5, 5, 1, 2, 3);

        var drift = Assert.ThrowsAsync<DiagnosticException>(() => StampAsync(Plan(Sampled("0.5")) with { LockPolicy = LockPolicy.Verified }))!.Diagnostics.Single();

        Assert.That(drift.Code, Is.EqualTo("DS0204"));
    }

    [Test]
    public async Task A_check_that_decodes_finds_the_same([Values] ComparisonDepth depth)
    {
        await StampAsync(Plan(Sampled("0.5")));

        var comparison = await CompareAsync(depth);

        Assert.That((comparison.IsSame, comparison.Numbers.Length), Is.EqualTo((true, 0)));
    }

    [Test]
    public async Task An_exact_run_and_a_sample_share_what_is_known_of_images()
    {
        await StampAsync(Plan(Sampled("2") with { Subset = null }));
        Forget();

        await StampAsync(Plan(Sampled("0.5")));

        Assert.That(Details.Single(told => told.Code == "DS0209").Message, Is.EqualTo("Train: 60 files, 0 read, 0 decoded."));
    }

    [TestCase("29", Weighting.Images, "has 29 images only")]
    [TestCase("30", Weighting.Images, null)]
    [TestCase("40", Weighting.Pixels, null)]
    public async Task Few_images_are_warned_of(string sample, Weighting weighting, string? expected)
    {
        await StampAsync(Plan(Sampled(sample) with { Weighting = weighting }));

        var warning = Reported.SingleOrDefault(told => told.Code == "DS0131");
        Assert.That(warning?.Message, expected is null ? Is.Null : Does.Contain(expected));
    }

    [Test]
    public async Task Few_images_with_most_of_the_pixels_are_warned_of()
    {
        WriteImage(Path(Enumerable.Range(0, Files).First(IsChosen)), 100, 100, 1, 2, 3);

        await StampAsync(Plan(Sampled("50")));

        Assert.That(Reported.Single(told => told.Code == "DS0131").Message, Does.Contain("the 50 images weigh as 1 of equal size would"));
    }

    [Test]
    public async Task Bad_files_of_the_sample_are_left_out_and_counted()
    {
        Write(Path(Enumerable.Range(0, Files).First(IsChosen)), 1, 2, 3);

        var result = await ResultAsync(Sampled("0.5") with { OnBadFile = BadFilePolicy.Skip });

        Assert.That((result.Images, result.Estimate!.FilesChosen, result.BadFiles.Length), Is.EqualTo((29L, 30, 1)));
    }

    [Test]
    public async Task A_lock_whose_estimate_was_taken_away_is_invalid()
    {
        await StampAsync(Plan(Sampled("0.5")));
        var text = await File.ReadAllTextAsync(Lock);
        await File.WriteAllTextAsync(Lock, text.Replace("\"estimate\"", "\"estimation\"", StringComparison.Ordinal));

        Assert.That(Assert.Throws<DiagnosticException>(() => LockFile.Read(Lock).Image("Train"))!.Diagnostics.Single().Code, Is.EqualTo("DS0201"));
    }

    private static string KeyOf(int i) => string.Create(CultureInfo.InvariantCulture, $"{i:00}.png");

    private static string Path(int i) => "train/" + KeyOf(i);

    private static string Text(ImageResult result) => ImageResultJson.Write(result).ToString();

    private static bool IsChosen(int i) =>
        SubsetChoice.Of(ImageSubset.Parse("0.5", 0), [.. Enumerable.Range(0, Files).Select(i => new Sample(KeyOf(i), 1))])![i];

    private ImageDataset Sampled(string sample) => new() { Name = "Train", Root = At("train"), Include = "train", Subset = ImageSubset.Parse(sample, 0) };

    private async Task<ImageResult> ResultAsync(ImageDataset dataset, LockPolicy policy = LockPolicy.Followed)
    {
        await StampAsync(Plan(dataset) with { LockPolicy = policy });
        return LockFile.Read(Lock).Image("Train")!;
    }

    private static Task<ImageResult> MeasureAsync(ImageDataset dataset, int threads = 2) =>
        DatasetMeasurer.MeasureAsync(dataset, CacheUse.None, new(threads), _ => { }, CancellationToken.None);

    private async Task<DatasetComparison> CompareAsync(ComparisonDepth depth) =>
        (await Stamper.CompareAsync(Plan(Sampled("0.5")), new ComparisonRequest { Depth = depth }, MeasureOptions.Default, _ => { }, CancellationToken.None)).Single();
}
