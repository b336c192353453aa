namespace Datastamp.MSBuild.Tests;

public class VideoTests : NestedBuild
{
    private const string Item = """<VideoDataset Include="clips" Name="Clips" Segments="8" />""";

    [SetUp]
    public void MakeClips()
    {
        Clip("right.mp4", "clips/slide/right.mp4");
        Clip("fan.webm", "clips/turn/fan.webm");
    }

    [Test]
    public async Task A_project_may_have_images_and_videos()
    {
        Images("data", "hill_1.jpg");
        Clip("fan.webm", "more/fan.webm");
        Project(
            Item + """<VideoDataset Include="more" /><ImageDataset Include="data" Name="Train" />""",
            "Datasets.Train.ImageCount} {Datasets.Clips.ClipCount} {Datasets.Clips.FrameCount} {Datasets.More.FrameCount} {Datasets.More.All[0].Path");

        var build = await BuildGreenAsync();

        Assert.That(build.Warnings, Is.Empty);
        Assert.That(build.Work, Is.EqualTo(["Train: 1 files, 1 read, 1 decoded.", "Clips: 2 files, 2 read, 0 decoded.", "More: 1 files, 1 read, 0 decoded."]));
        Assert.That(await RunAsync(), Is.EqualTo("1 2 56 24 fan.webm"));
    }

    [Test]
    public async Task Images_and_videos_of_one_name_are_refused()
    {
        Images("data", "hill_1.jpg");
        Project("""<ImageDataset Include="data" Name="Clips" />""" + "\n" + Item);

        var build = await StampAsync();

        Assert.That(build.ErrorCodes, Is.EqualTo(["DS0002"]));
        Assert.That((build.Errors[0].File, build.Errors[0].LineNumber), Is.EqualTo((At("App.csproj"), 12)));
        Assert.That(build.Errors[0].Text, Does.Contain("'data' and 'clips' are both named 'Clips'"));
        Assert.That(File.Exists(LockFile) || File.Exists(GeneratedFile), Is.False);
    }

    // n // 8 = 4 and 3 frames a segment, of which the middle one. Linspace: trunc(i * 31 / 3) and trunc(i * 23 / 3).
    [TestCase("Segments=\"8\"", "2 6 10 14 18 22 26 30", "1 4 7 10 13 16 19 22")]
    [TestCase("Segments=\"4\" Profile=\"Linspace\"", "0 10 20 31", "0 7 15 23")]
    public async Task Segments_are_those_of_the_profile(string metadata, string right, string fan)
    {
        Project($"""<VideoDataset Include="clips" {metadata} />""", """string.Join(" ", Datasets.Clips.All[0].Segments.ToArray())}, {string.Join(" ", Datasets.Clips.All[1].Segments.ToArray())""");

        await BuildGreenAsync();

        Assert.That(await RunAsync(), Is.EqualTo($"{right}, {fan}"));
    }

    [Test]
    public async Task Without_segments_there_are_none()
    {
        Project("""<VideoDataset Include="clips" />""", "typeof(Datasets.Clips).GetField(\"Segments\") is null");

        await BuildGreenAsync();

        Assert.That(await RunAsync(), Is.EqualTo("True"));
    }

    [TestCase("Segments", "0", "a number of segments from 1 to 1024")]
    [TestCase("Segments", "1025", "a number of segments from 1 to 1024")]
    [TestCase("Profile", "Dense", "Source, Tsn, SampleFrames, Uniform, Linspace, Regular")]
    [TestCase("FrameCount", "Header", "Index, Packets, Decode")]
    [TestCase("FileIdentity", "None", "Tables, Full")]
    public async Task A_wrong_value_names_the_project_and_what_is_allowed(string name, string value, string allowed)
    {
        Project($"""<VideoDataset Include="clips" Name="Clips" {name}="{value}" />""");

        var build = await StampAsync();

        Assert.That(build.ErrorCodes, Is.EqualTo(["DS0001"]));
        Assert.That((build.Errors[0].File, build.Errors[0].LineNumber, build.Errors[0].ColumnNumber), Is.EqualTo((At("App.csproj"), 11, 48)));
        Assert.That(build.Errors[0].Text, Does.Contain($"Clips: {name} cannot be '{value}'. Allowed: {allowed}."));
    }

    [Test]
    public async Task A_bad_clip_is_an_error_at_that_clip_and_nothing_is_written()
    {
        await Cut();
        Project(Item);

        var build = await StampAsync();

        Assert.That(build.ErrorCodes, Is.EqualTo(["DS0101"]), build.Output);
        Assert.That(build.Errors[0].File, Is.EqualTo(At("clips/slide/right.mp4")));
        Assert.That(build.Errors[0].Text, Does.Contain("not a whole, valid video"));
        Assert.That(File.Exists(LockFile), Is.False);
        Assert.That(Directory.GetFiles(At("obj"), "*.Datasets.g.cs*", SearchOption.AllDirectories).Select(Path.GetFileName), Is.EqualTo(["App.Datasets.g.cs.log"]));
    }

    [Test]
    public async Task A_skipped_bad_clip_is_a_warning_and_stands_in_the_lock()
    {
        await Cut();
        Project("""<VideoDataset Include="clips" Name="Clips" OnBadFile="Skip" />""", "Datasets.Clips.ClipCount} {Datasets.Clips.All[0].Path");

        var build = await BuildGreenAsync();

        Assert.That(build.Warnings.Select(warning => (warning.Code, warning.File)), Is.EqualTo([("DS0102", At("clips/slide/right.mp4"))]));
        Assert.That(Read("datastamp.lock.json"), Does.Contain("\"path\": \"slide/right.mp4\"").And.Contain("\"files\": 2,"));
        Assert.That(await RunAsync(), Is.EqualTo("1 turn/fan.webm"));
    }

    [Test]
    public async Task Clips_of_fewer_frames_than_segments_are_warned_of_as_often_as_a_worker_runs()
    {
        Project("""<VideoDataset Include="clips" Name="Clips" Segments="28" />""", """string.Join(" ", Datasets.Clips.All[1].Segments.ToArray())""");

        var first = await BuildGreenAsync();
        var second = await BuildGreenAsync();
        Directory.Delete(At("clips"), recursive: true);
        var third = await BuildGreenAsync();

        foreach (var build in new[] { first, third })
        {
            Assert.That(build.Warnings.Select(warning => (warning.Code, warning.File, warning.LineNumber)), Is.EqualTo([("DS0108", At("App.csproj"), 11)]));
            Assert.That(build.Warnings[0].Text, Does.Contain("1 videos have fewer frames than the 28 segments").And.Contain(": turn/fan.webm (24). "));
        }

        Assert.That((second.WorkersStarted, second.Warnings), Is.EqualTo((0, Array.Empty<object>())));
        Assert.That(await RunAsync(), Does.StartWith("0 0 1 1 2 2 3 3 4 5 6 ").And.EndsWith(" 22 23"));
    }

    private async Task Cut()
    {
        await using var file = File.OpenWrite(At("clips/slide/right.mp4"));
        file.SetLength(1500);
    }
}
