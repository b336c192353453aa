namespace Datastamp.MSBuild.Tests;

public class ArtifactsTests : NestedBuild
{
    private const string Items = """<ImageDataset Include="data" Name="Train" />""";

    // By Pillow and Python over the seven sample images, as in ConstantsTests.
    private const string StdOfShapes = "0.14631889449021623";

    private string Json => At("../facts/App.datasets.json");

    private string Csv => At("../facts/App.datasets.csv");

    [SetUp]
    public void MakeImages() => Images("data");

    [Test]
    public async Task Artifacts_are_written_beside_the_code_and_come_back_when_deleted()
    {
        Project(Items, properties: "<DatastampArtifactsPath>../facts/</DatastampArtifactsPath>");

        var first = await StampAsync();
        Assert.That(first.Succeeded, Is.True, first.Output);
        var (json, csv) = (await File.ReadAllTextAsync(Json), await File.ReadAllTextAsync(Csv));
        var current = await StampAsync();
        File.Delete(Csv);
        var second = await StampAsync();
        await File.AppendAllTextAsync(Json, "edited");
        var third = await StampAsync();

        Assert.That(json, Does.StartWith("{\n  \"version\": 1,\n  \"project\": \"App\",\n  \"images\": [\n    {\n      \"name\": \"Train\",\n      \"include\": \"data\",\n      \"weighting\": \"Mixed\",\n"));
        Assert.That(csv.Split('\n'), Has.Length.EqualTo(5));
        Assert.That(csv, Does.Contain("\nTrain,R,Mixed,0.44159").And.Contain($",{StdOfShapes},7,37232,8,sha256:"));
        Assert.That((await File.ReadAllTextAsync(Json), await File.ReadAllTextAsync(Csv)), Is.EqualTo((json, csv)));
        Assert.That(new[] { current, second, third }.Select(build => build.WorkersStarted), Is.EqualTo([0, 1, 1]));
    }

    [Test]
    public async Task Artifacts_are_written_where_the_constants_come_from_the_lock()
    {
        Project(Items);
        await StampAsync();
        Directory.Delete(At("data"), recursive: true);

        var build = await StampAsync("-p:DatastampArtifactsPath=../facts", "-p:DatastampArtifacts=csv", "-p:DatastampLockedMode=true");

        Assert.That(build.Succeeded, Is.True, build.Output);
        Assert.That(await File.ReadAllTextAsync(Csv), Does.Contain("\nTrain,G,Mixed,0.5637"));
        Assert.That(File.Exists(Json), Is.False);
    }

    [Test]
    public async Task A_report_is_made_of_a_look_at_the_data_and_kept_while_the_results_are_the_same()
    {
        Project(Items, properties: "<DatastampArtifactsPath>../facts</DatastampArtifactsPath><DatastampArtifacts>report</DatastampArtifacts><DatastampFileList>true</DatastampFileList>");
        Assert.That((await StampAsync()).Succeeded, Is.True);
        var page = await File.ReadAllTextAsync(At("../facts/App.report.html"));
        Assert.That((await StampAsync()).WorkersStarted, Is.Zero);
        Assert.That(Read("datastamp.lock.Train.files").Split('\n'), Has.Length.EqualTo(8));

        Directory.Delete(At("data"), recursive: true);
        Assert.That((await StampAsync()).Succeeded, Is.True);

        Assert.That(page, Does.Contain("data:image/jpeg;base64,"));
        Assert.That(await File.ReadAllTextAsync(At("../facts/App.report.html")), Is.EqualTo(page));
    }

    [Test]
    public async Task Videos_are_exported_in_the_forms_that_are_named()
    {
        foreach (var clip in new[] { "slide/right.mp4", "turn/fan.webm" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(At("clips/" + clip))!);
            File.Copy(Path.Combine(AppContext.BaseDirectory, "clips", clip), At("clips/" + clip));
        }

        Project(
            """<VideoDataset Include="clips" Name="../My clips" Segments="2" />""",
            properties: "<DatastampArtifactsPath>../facts</DatastampArtifactsPath><DatastampArtifacts>json;csv;JSONL;parquet;tsn;ucf101;torchcodec</DatastampArtifacts>");

        var build = await StampAsync();

        Assert.That(build.Succeeded, Is.True, build.Output);
        Assert.That(
            Directory.GetFiles(At("../facts"), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(At("../facts"), file)),
            Is.EquivalentTo([
                "App.datasets.json", "App.MyClips.videos.csv", "App.MyClips.videos.jsonl", "App.MyClips.videos.parquet", "App.MyClips.videos.tsn.txt",
                "App.MyClips.ucf101/classInd.txt", "App.MyClips.ucf101/trainlist01.txt", "App.MyClips.torchcodec/slide/right.mp4.json", "App.MyClips.torchcodec/turn/fan.webm.json",
            ]));
        Assert.That(await File.ReadAllTextAsync(At("../facts/App.MyClips.ucf101/trainlist01.txt")), Is.EqualTo("slide/right.mp4 1\nturn/fan.webm 2\n"));
        Assert.That(await File.ReadAllBytesAsync(At("../facts/App.MyClips.videos.parquet")), Has.Length.GreaterThan(1000));
        Assert.That((await StampAsync()).WorkersStarted, Is.Zero);
    }

    [Test]
    public async Task Images_are_exported_in_the_forms_that_are_named()
    {
        Project(
            """<ImageDataset Include="data" Name="../My images" Resize="24" CenterCrop="16" />""",
            properties: "<DatastampArtifactsPath>../facts</DatastampArtifactsPath><DatastampArtifacts>parquet;HuggingFace;torchvision;mlnet;onnxruntime;tsn</DatastampArtifacts>");

        var build = await StampAsync();

        Assert.That(build.Succeeded, Is.True, build.Output);
        Assert.That(
            Directory.GetFiles(At("../facts"), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(At("../facts"), file)),
            Is.EquivalentTo(["App.datasets.parquet", "App.MyImages.huggingface/preprocessor_config.json", "App.MyImages.torchvision.py", "App.MyImages.mlnet.cs", "App.MyImages.onnxruntime.cs"]));
        Assert.That(await File.ReadAllTextAsync(At("../facts/App.MyImages.huggingface/preprocessor_config.json")), Does.Contain("\"shortest_edge\": 24"));
        Assert.That((await StampAsync()).WorkersStarted, Is.Zero);
        File.Delete(At("../facts/App.MyImages.torchvision.py"));
        Assert.That((await StampAsync()).WorkersStarted, Is.EqualTo(1));
        Assert.That(File.Exists(At("../facts/App.MyImages.torchvision.py")), Is.True);
    }

    [Test]
    public async Task A_form_that_cannot_hold_a_dataset_is_an_error_at_what_it_cannot_hold()
    {
        Project(
            """<ImageDataset Include="data" Name="Train" Color="Gray" />""",
            properties: "<DatastampArtifactsPath>../facts</DatastampArtifactsPath><DatastampArtifacts>json;huggingface</DatastampArtifacts>");

        var build = await StampAsync();

        Assert.That(build.ErrorCodes, Is.EqualTo(["DS0109"]));
        Assert.That(build.Errors[0].Text, Does.Contain("Train: cannot be written as huggingface").And.Contain("Change Color, or choose another format."));
        Assert.That(build.Errors[0].LineNumber, Is.Positive);
        Assert.That(File.Exists(LockFile) || File.Exists(Json), Is.False);
    }

    [Test]
    public async Task Another_form_is_refused_and_nothing_is_written()
    {
        Project(Items, properties: "<DatastampArtifactsPath>../facts</DatastampArtifactsPath><DatastampArtifacts>Json;Xlsx</DatastampArtifacts>");

        var build = await StampAsync();

        Assert.That(build.ErrorCodes, Is.EqualTo(["DS0001"]));
        Assert.That(build.Errors[0].Text, Does.Contain("DatastampArtifacts cannot be 'Xlsx'. Allowed: json, csv, parquet, report, huggingface, torchvision, mlnet, onnxruntime, jsonl, tsn, mmaction2, mmaction2-rawframes, ucf101, torchcodec."));
        Assert.That(File.Exists(LockFile) || File.Exists(Json), Is.False);
    }

    [Test]
    public async Task An_artifact_that_cannot_be_written_is_an_error()
    {
        Project(Items, properties: "<DatastampArtifactsPath>data/noise.png</DatastampArtifactsPath>");

        Assert.That((await StampAsync()).ErrorCodes, Is.EqualTo(["DS0302"]));
    }

    [Test]
    public async Task All_target_frameworks_agree_on_the_artifacts()
    {
        Project(Items, properties: "<DatastampArtifactsPath>../facts</DatastampArtifactsPath><EnableWindowsTargeting>true</EnableWindowsTargeting><DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>");
        Write("App.csproj", Read("App.csproj").Replace("<TargetFramework>net10.0</TargetFramework>", "<TargetFrameworks>net10.0;net10.0-windows</TargetFrameworks>", StringComparison.Ordinal));

        await BuildGreenAsync();
        var csv = await File.ReadAllTextAsync(Csv);
        var second = await BuildGreenAsync();

        Assert.That(second.TasksRun, Is.EqualTo(2));
        Assert.That(second.Compiled, Is.False);
        Assert.That(await File.ReadAllTextAsync(Csv), Is.EqualTo(csv));
    }
}
