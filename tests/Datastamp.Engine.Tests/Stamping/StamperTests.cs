using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Measuring;
using Datastamp.Output;
using Datastamp.Stamping;

namespace Datastamp.Tests.Stamping;

public class StamperTests : StampedImages
{
    [Test]
    public async Task The_first_run_measures_and_writes_lock_and_code()
    {
        await StampAsync(Train(), Dataset("Test", "test"));

        Assert.That(Codes(), Is.EqualTo(["DS0207", "DS0207"]));
        Assert.That(File.ReadAllText(Lock), Does.Contain("\"Train\"").And.Contain("\"Test\""));
        Assert.That(File.ReadAllText(Code), Does.Contain("class Train").And.Contain("ImageCount = 2;"));
    }

    [Test]
    public async Task A_second_run_takes_the_lock_and_says_nothing()
    {
        await StampAsync(Train());
        Forget();

        await StampAsync(Train());

        Assert.That(Reported, Is.Empty);
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
        Assert.That(Codes(), Is.EqualTo(["DS0102", "DS0207"]));

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
        Forget();

        await StampAsync(Train());

        Assert.That(Codes(), Is.EqualTo(["DS0208"]));
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
    public async Task An_editor_gets_what_the_lock_knows_and_nothing_is_read()
    {
        await StampAsync(Train());
        Directory.Delete(At("train"), recursive: true);
        File.Delete(Code);
        var lockBefore = await File.ReadAllTextAsync(Lock);
        Forget();

        await StampAsync(Plan(Train() with { Preprocessing = new(ColorOrder.Bgr) }, Dataset("Test", "test")) with { IsDesignTime = true, LockPolicy = LockPolicy.Verified });

        Assert.That(Reported, Is.Empty);
        Assert.That(await File.ReadAllTextAsync(Code), Does.Contain("class Train").And.Not.Contain("class Test"));
        Assert.That(await File.ReadAllTextAsync(Lock), Is.EqualTo(lockBefore));
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

        Assert.That(() => Stamper.StampAsync(plan, MeasureOptions.Default, _ => { }, new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(File.Exists(Lock) || File.Exists(Code), Is.False);
    }
}
