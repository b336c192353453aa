using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Output;
using Datastamp.Stamping;

namespace Datastamp.Tests.Stamping;

public class StamperTests : TemporaryFolder
{
    private readonly List<Diagnostic> reported = [];
    private readonly List<Diagnostic> work = [];

    private string Lock => At("datastamp.lock.json");

    private string Code => At("obj/Datasets.g.cs");

    [SetUp]
    public void MakeData()
    {
        reported.Clear();
        work.Clear();
        WriteImage("train/a.png", 3, 2, 10, 20, 30);
        WriteImage("train/b.png", 2, 2, 110, 0, 255);
        WriteImage("test/c.png", 2, 2, 1, 2, 3);
    }

    [Test]
    public async Task The_first_run_measures_and_writes_lock_and_code()
    {
        await StampAsync(Train(), Dataset("Test", "test"));

        Assert.That(reported.Select(diagnostic => diagnostic.Code), Is.EqualTo(["DS0207", "DS0207"]));
        Assert.That(File.ReadAllText(Lock), Does.Contain("\"Train\"").And.Contain("\"Test\""));
        Assert.That(File.ReadAllText(Code), Does.Contain("class Train").And.Contain("ImageCount = 2;"));
    }

    [Test]
    public async Task A_second_run_takes_the_lock_and_says_nothing()
    {
        await StampAsync(Train());
        reported.Clear();

        await StampAsync(Train());

        Assert.That(reported, Is.Empty);
    }

    [Test]
    public void One_error_among_many_datasets_writes_nothing()
    {
        Write("bad/x.png", 1);
        Write("worse/y.png", 2);

        var errors = Assert.ThrowsAsync<DiagnosticException>(() => StampAsync(Train(), Dataset("Bad", "bad"), Dataset("Worse", "worse")))!.Diagnostics;

        Assert.That(errors.Select(error => (error.Code, error.File)), Is.EqualTo([("DS0101", At("bad/x.png")), ("DS0101", At("worse/y.png"))]));
        Assert.That(File.Exists(Lock) || File.Exists(Code), Is.False);
    }

    [Test]
    public async Task Bad_files_of_the_lock_are_errors_as_soon_as_the_project_says_so()
    {
        Write("train/x.png", 1);
        await StampAsync(Train() with { OnBadFile = BadFilePolicy.Skip });
        Assert.That(reported.Select(diagnostic => diagnostic.Code), Is.EqualTo(["DS0102", "DS0207"]));

        var errors = Assert.ThrowsAsync<DiagnosticException>(() => StampAsync(Train()))!.Diagnostics;

        Assert.That(errors.Select(error => error.Code), Is.EqualTo(["DS0101"]));
    }

    [Test]
    public async Task Another_weighting_needs_no_measurement()
    {
        await StampAsync(Train());
        Directory.Delete(At("train"), recursive: true);

        await StampAsync(Train() with { Weighting = Statistics.Weighting.Pixels });

        Assert.That(File.ReadAllText(Code), Does.Contain("Weighting = \"Pixels\"").And.Contain("MeanR = 0.19607843137254902d;"));
    }

    [Test]
    public async Task An_empty_folder_is_served_from_the_lock()
    {
        await StampAsync(Train());
        Directory.Delete(At("train"), recursive: true);
        Directory.CreateDirectory(At("train"));
        reported.Clear();

        await StampAsync(Train());

        Assert.That(reported.Select(diagnostic => diagnostic.Code), Is.EqualTo(["DS0208"]));
    }

    [Test]
    public async Task Artifacts_are_written_with_the_code_and_from_the_lock()
    {
        var plan = Plan(Train()) with { Artifacts = [new(ArtifactFormat.Csv, At("facts"), "App"), new(ArtifactFormat.Json, At("facts"), "App")] };
        await StampAsync(plan);
        var (csv, json) = (File.ReadAllText(At("facts/App.datasets.csv")), File.ReadAllText(At("facts/App.datasets.json")));
        Directory.Delete(At("facts"), recursive: true);
        Directory.Delete(At("train"), recursive: true);

        await StampAsync(plan);

        Assert.That(csv, Does.Contain("\nTrain,R,Mixed,0.23529411764705882,"));
        Assert.That(json, Does.Contain("\"project\": \"App\"").And.Contain("\"name\": \"Train\""));
        Assert.That((File.ReadAllText(At("facts/App.datasets.csv")), File.ReadAllText(At("facts/App.datasets.json"))), Is.EqualTo((csv, json)));
    }

    [Test]
    [Category("Ffmpeg")]
    public async Task Artifacts_of_videos_are_written_with_the_code_or_not_at_all()
    {
        Directory.CreateDirectory(At("clips/run it"));
        Probing.Ffmpeg.Write("-f lavfi -i testsrc2=s=64x48:r=30:d=0.1 -c:v mpeg4", At("clips/run it/a.mp4"));
        var clips = new VideoDataset { Name = "Clips", Root = At("clips"), Include = "clips", Segments = 2 };
        var plan = Plan() with { Videos = [clips], Artifacts = [.. new[] { "json", "jsonl", "torchcodec" }.Select(name => new Artifact(ArtifactFormat.Named(name)!, At("facts"), "App"))] };

        var error = Assert.ThrowsAsync<DiagnosticException>(() => StampAsync(plan with { Artifacts = [.. plan.Artifacts, new(ArtifactFormat.Named("tsn")!, At("facts"), "App")] }))!;
        var before = File.Exists(Code) || File.Exists(Lock) || Directory.Exists(At("facts"));
        await StampAsync(plan);

        Assert.That(error.Diagnostics.Select(diagnostic => (diagnostic.Code, diagnostic.File)), Is.EqualTo([("DS0109", At("clips/run it/a.mp4"))]));
        Assert.That(before, Is.False);
        Assert.That(
            Directory.GetFiles(At("facts"), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(At("facts"), file)),
            Is.EquivalentTo(["App.datasets.json", "App.Clips.videos.jsonl", "App.Clips.torchcodec/run it/a.mp4.json"]));
        Assert.That(File.ReadAllText(At("facts/App.Clips.videos.jsonl")), Does.StartWith("{\"path\":\"run it/a.mp4\",").And.Contain("\"frameCount\":3,").And.Contain("\"segments\":[0,1],"));
    }

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
    public async Task A_touched_file_is_hashed_and_no_other()
    {
        await StampAsync(Train());
        File.SetLastWriteTimeUtc(At("train/a.png"), DateTime.UtcNow.AddMinutes(-1));
        work.Clear();

        await StampAsync(Train());

        Assert.That(WorkOf("Train"), Is.EqualTo(["1 read, 0 decoded."]));
        Assert.That(reported.Select(diagnostic => diagnostic.Code), Is.EqualTo(["DS0207"]));
    }

    [TestCase("")]
    [TestCase("datastamp 0\n\n")]
    [TestCase("{0}\n{{\"fingerprint\": 1}}\nx\n")]
    [TestCase("{0}\n[\n1 2 3 4\n")]
    [TestCase("{0}\n\n74 1 zz a.png\n")]
    public async Task A_damaged_record_is_as_good_as_none(string text)
    {
        await StampAsync(Train());
        var record = Directory.GetFiles(At("cache/datasets"), "*.txt").Single();
        var version = File.ReadLines(record).First();
        await File.WriteAllTextAsync(record, string.Format(System.Globalization.CultureInfo.InvariantCulture, text, version));
        File.Delete(Lock);
        work.Clear();

        await StampAsync(Train());

        Assert.That(WorkOf("Train"), Is.EqualTo(["2 read, 2 decoded."]));
        Assert.That(File.ReadAllText(Lock), Does.Contain("\"Train\""));
    }

    [Test]
    public async Task A_cache_folder_that_cannot_be_used_is_said_and_done_without()
    {
        Write("file", 1);

        await StampAsync(Plan(Train()) with { CacheFolder = At("file/cache") });

        Assert.That(reported.Select(diagnostic => diagnostic.Code), Is.EqualTo(["DS0309", "DS0207"]));
        Assert.That(File.ReadAllText(Lock), Does.Contain("\"Train\""));
    }

    [Test]
    public async Task An_editor_gets_what_the_lock_knows_and_nothing_is_read()
    {
        await StampAsync(Train());
        Directory.Delete(At("train"), recursive: true);
        File.Delete(Code);
        var lockBefore = await File.ReadAllTextAsync(Lock);
        reported.Clear();

        await StampAsync(Plan(Train() with { Preprocessing = new(ColorOrder.Bgr) }, Dataset("Test", "test")) with { IsDesignTime = true, IsLocked = true });

        Assert.That(reported, Is.Empty);
        Assert.That(await File.ReadAllTextAsync(Code), Does.Contain("class Train").And.Not.Contain("class Test"));
        Assert.That(await File.ReadAllTextAsync(Lock), Is.EqualTo(lockBefore));
    }

    [Test]
    public async Task An_entry_that_changes_while_another_dataset_is_measured_is_looked_at_again()
    {
        await StampAsync(Train());
        Directory.Delete(At("train"), recursive: true);
        var changed = (await File.ReadAllTextAsync(Lock)).Replace("\"images\": 2,", "\"images\": 22,", StringComparison.Ordinal);
        var options = new MeasureOptions(1, new Once(() => File.WriteAllText(Lock, changed)));

        var outcome = await Stamper.StampAsync(Plan(Train(), Dataset("Test", "test")), options, Collect, CancellationToken.None);

        Assert.That(File.ReadAllText(Code), Does.Contain("ImageCount = 2;"));
        Assert.That(outcome.Lock[0].Length, Is.Not.EqualTo(new FileInfo(Lock).Length));
    }

    [Test]
    public void A_lock_that_leads_to_itself_is_told()
    {
        File.CreateSymbolicLink(Lock, Lock);

        var error = Assert.ThrowsAsync<DiagnosticException>(() => StampAsync(Train()))!.Diagnostics.Single();

        Assert.That((error.Code, error.File), Is.EqualTo(("DS0105", Lock)));
    }

    [Test]
    public async Task A_lock_that_is_a_link_stays_one()
    {
        Directory.CreateDirectory(At("shared"));
        await File.WriteAllTextAsync(At("shared/lock.json"), "{ \"version\": 1 }");
        File.CreateSymbolicLink(Lock, At("shared/lock.json"));

        await StampAsync(Train());

        Assert.That(new FileInfo(Lock).LinkTarget, Is.EqualTo(At("shared/lock.json")));
        Assert.That(await File.ReadAllTextAsync(At("shared/lock.json")), Does.Contain("\"Train\""));
    }

    [Test]
    public async Task Folders_that_the_build_writes_to_are_no_data()
    {
        WriteImage("train/obj/deep/x.png", 2, 2, 1, 2, 3);

        await StampAsync(Train() with { SkippedFolders = [At("train/obj")] });

        Assert.That(File.ReadAllText(Code), Does.Contain("ImageCount = 2;"));
    }

    [Test]
    public void A_cancelled_run_writes_nothing()
    {
        var plan = Plan(Train());

        Assert.That(() => Stamper.StampAsync(plan, MeasureOptions.Default, reported.Add, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(File.Exists(Lock) || File.Exists(Code), Is.False);
    }

    private IEnumerable<string> WorkOf(string name) =>
        work.Where(diagnostic => diagnostic.Message.StartsWith(name + ":", StringComparison.Ordinal)).Select(diagnostic => diagnostic.Message.Split("files, ")[1]);

    private ImageDataset Train() => Dataset("Train", "train");

    private ImageDataset Dataset(string name, string folder) => new() { Name = name, Root = At(folder), Include = folder };

    private Task<StampOutcome> StampAsync(params ImageDataset[] datasets) =>
        Stamper.StampAsync(Plan(datasets), MeasureOptions.Default, Collect, CancellationToken.None);

    private Task<StampOutcome> StampAsync(StampPlan plan) => Stamper.StampAsync(plan, MeasureOptions.Default, Collect, CancellationToken.None);

    private StampPlan Plan(params ImageDataset[] datasets) => new()
    {
        Images = [.. datasets],
        LockFile = Lock,
        CodeFile = Code,
        Code = new CodeOptions(CodeLanguage.CSharp, "App"),
        CacheFolder = At("cache"),
    };

    private sealed class Once(Action action) : IProgress<MeasureProgress>
    {
        private int isDone;

        public void Report(MeasureProgress value)
        {
            if (Interlocked.Exchange(ref isDone, 1) == 0)
            {
                action();
            }
        }
    }

    private void Collect(Diagnostic diagnostic)
    {
        lock (reported)
        {
            (diagnostic.Severity == Severity.Detail ? work : reported).Add(diagnostic);
        }
    }
}
