using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Measuring;
using Datastamp.Output;
using Datastamp.Stamping;

namespace Datastamp.Tests.Stamping;

public class StamperTests : TemporaryFolder
{
    private readonly List<Diagnostic> reported = [];

    private string Lock => At("datastamp.lock.json");

    private string Code => At("obj/Datasets.g.cs");

    [SetUp]
    public void MakeData()
    {
        reported.Clear();
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
        var plan = Plan([Train()]) with { Artifacts = [new(ArtifactFormat.Csv, At("facts"), "App"), new(ArtifactFormat.Json, At("facts"), "App")] };
        await Stamper.StampAsync(plan, MeasureOptions.Default, reported.Add, CancellationToken.None);
        var (csv, json) = (File.ReadAllText(At("facts/App.datasets.csv")), File.ReadAllText(At("facts/App.datasets.json")));
        Directory.Delete(At("facts"), recursive: true);
        Directory.Delete(At("train"), recursive: true);

        await Stamper.StampAsync(plan, MeasureOptions.Default, reported.Add, CancellationToken.None);

        Assert.That(csv, Does.Contain("\nTrain,R,Mixed,0.23529411764705882,"));
        Assert.That(json, Does.Contain("\"project\": \"App\"").And.Contain("\"name\": \"Train\""));
        Assert.That((File.ReadAllText(At("facts/App.datasets.csv")), File.ReadAllText(At("facts/App.datasets.json"))), Is.EqualTo((csv, json)));
    }

    [Test]
    public void A_cancelled_run_writes_nothing()
    {
        var plan = Plan([Train()]);

        Assert.That(() => Stamper.StampAsync(plan, MeasureOptions.Default, reported.Add, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(File.Exists(Lock) || File.Exists(Code), Is.False);
    }

    private ImageDataset Train() => Dataset("Train", "train");

    private ImageDataset Dataset(string name, string folder) => new() { Name = name, Root = At(folder), Include = folder };

    private Task<StampOutcome> StampAsync(params ImageDataset[] datasets) =>
        Stamper.StampAsync(Plan(datasets), MeasureOptions.Default, reported.Add, CancellationToken.None);

    private StampPlan Plan(ImageDataset[] datasets) => new([.. datasets], Lock, IsLocked: false, Code, new CodeOptions(CodeLanguage.CSharp, "App"));
}
