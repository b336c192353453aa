using System.Globalization;
using Datastamp.Tests;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tool.Tests;

public class VideosCommandTests
{
    private static string Clips => Path.Combine(Repository.Root, "tests/Samples/Quickstart/data/clips");

    /// <summary>What ffprobe says of real files: see shared/data/README.md.</summary>
    [Test]
    public async Task The_reference_videos_are_what_they_are()
    {
        var folder = Repository.ReferenceVideos();
        var expected = (JObject)JObject.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "expected.json")))["videos"]!;

        var result = await DatastampProcess.RunAsync("videos", folder, "--json");

        var videos = Parse(result.StandardOutput)["videos"]!.ToDictionary(video => (string)video["path"]!, StringComparer.Ordinal);
        Assert.That(videos.Keys, Is.EquivalentTo(expected.Properties().Select(property => property.Name)));
        Assert.Multiple(() =>
        {
            foreach (var (name, known) in expected)
            {
                var video = videos[name];
                Assert.That((string?)video["codec"], Is.EqualTo((string?)known!["codec"]), name);
                Assert.That((int)video["width"]!, Is.EqualTo((int)known["width"]!), name);
                Assert.That((int)video["height"]!, Is.EqualTo((int)known["height"]!), name);
                Assert.That((int?)video["headerFrames"], Is.EqualTo((int?)known["header"]), name);
                Assert.That((int)video["frameCount"]!, Is.EqualTo((int)known["decoded"]!), name);
                Assert.That($"{video["fpsNum"]}/{video["fpsDen"]}", Is.EqualTo((string?)known["avg_frame_rate"]), name);
                Assert.That((double)video["startTime"]!, Is.EqualTo(double.Parse((string)known["start_time"]!, CultureInfo.InvariantCulture)).Within(5e-7), name);
                Assert.That((double)video["duration"]!, Is.EqualTo(double.Parse((string)known["duration"]!, CultureInfo.InvariantCulture)).Within(5e-7), name);
                Assert.That((int)video["rotation"]!, Is.EqualTo((int)known["rotation"]!), name);

                // The base rate: the finest spacing of frames. Matroska's times are whole milliseconds, so only near it.
                Assert.That(1 / (double)video["shortestFrame"]!, Is.EqualTo(Fraction((string)known["r_frame_rate"]!)).Within(2).Percent, name);
            }
        });
        Assert.That((string?)videos["corrupted.mp4"]["health"], Is.EqualTo("undecodable"));
        Assert.That((string?)videos["corrupted.mp4"]["frameCountSource"], Is.EqualTo("decode"));
        Assert.That((string?)videos["corrupted.mp4"]["problem"], Does.Contain("49 frames can be decoded"));
        Assert.That(videos.Where(video => (bool)video.Value["variableFrameRate"]!).Select(video => video.Key), Is.EqualTo(["demo_skeleton.mp4"]));
        Assert.That(videos.Values.Where(video => (string?)video["health"] == "whole").Select(video => (string?)video["frameCountSource"]), Has.All.EqualTo("index"));
        Assert.That((int)videos["video_90.mov"]["displayWidth"]!, Is.EqualTo(320));
        Assert.That((int)videos["nasa_13013.mp4"]["videoStreams"]!, Is.EqualTo(2));
        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.StandardError, Does.Contain("corrupted.mp4: error DS0101:").And.Not.Contain("h264"));
    }

    [TestCase("packets")]
    [TestCase("decode")]
    public async Task Other_ways_to_count_agree(string way)
    {
        var folder = Repository.ReferenceVideos();
        var expected = (JObject)JObject.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "expected.json")))["videos"]!;

        var result = await DatastampProcess.RunAsync("videos", folder, "--json", "--frame-count", way, "--on-bad-file", "skip");

        foreach (var video in Parse(result.StandardOutput)["videos"]!)
        {
            Assert.That((int)video["frameCount"]!, Is.EqualTo((int)expected[(string)video["path"]!]!["decoded"]!));
            Assert.That((string?)video["frameCountSource"], Is.EqualTo((string?)video["health"] == "whole" ? way : "decode"));
        }

        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(result.StandardError, Does.Contain("corrupted.mp4: warning DS0102:"));
    }

    [Test]
    public async Task Segments_are_those_of_the_profile()
    {
        var source = Parse((await DatastampProcess.RunAsync("videos", Clips, "--segments", "4", "--json")).StandardOutput);
        var linspace = Parse((await DatastampProcess.RunAsync("videos", Clips, "--segments", "4", "--profile", "linspace", "--json")).StandardOutput);

        Assert.That(source["videos"]!.Select(video => string.Join(' ', video["segments"]!.Values<int>())), Is.EqualTo(["4 12 20 28", "3 9 15 21"]));
        Assert.That(linspace["videos"]!.Select(video => string.Join(' ', video["segments"]!.Values<int>())), Is.EqualTo(["0 10 20 31", "0 7 15 23"]));
    }

    [Test]
    public async Task A_short_clip_is_named()
    {
        var result = await DatastampProcess.RunAsync("videos", Clips, "--segments", "30", "--json");

        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(result.StandardError, Does.Contain("warning DS0108").And.Contain("turn/fan.webm (24)").And.Not.Contain("right.mp4"));
    }

    [Test]
    public async Task The_table_is_for_people()
    {
        var result = await DatastampProcess.RunAsync("videos", Clips);

        Assert.That(result.StandardOutput, Does.StartWith($"{Clips}: 2 videos, 56 frames, 2.08 s, 7,555 bytes\n"));
        Assert.That(result.StandardOutput, Does.Contain("h264").And.Contain("96x64").And.Contain("29.97"));
        Assert.That(result.StandardError, Is.Empty);
    }

    [Test]
    public async Task Csv_is_a_line_a_video()
    {
        var lines = (await DatastampProcess.RunAsync("videos", Clips, "--csv", "--pattern", "turn/*")).StandardOutput.TrimEnd('\n').Split('\n');

        Assert.That(lines, Has.Length.EqualTo(2));
        Assert.That(lines[0], Does.StartWith("path,bytes,identity,"));
        Assert.That(lines[1], Does.StartWith("turn/fan.webm,4650,tables:"));
    }

    [Test]
    public async Task Exports_are_written_below_the_folder()
    {
        var folder = Directory.CreateTempSubdirectory("datastamp-test-").FullName;
        try
        {
            var result = await DatastampProcess.RunAsync("videos", Clips, "--export", "ucf101", "--output", folder);

            Assert.That(result.ExitCode, Is.Zero, result.StandardError);
            Assert.That(await File.ReadAllTextAsync(Path.Combine(folder, "classInd.txt")), Is.EqualTo("1 slide\n2 turn\n"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestCase("--json", "--csv")]
    [TestCase("--output", "x")]
    [TestCase("--export", "vhs")]
    [TestCase("--jobs", "0")]
    [TestCase("--frames", "3")]
    public async Task A_wrong_command_line_is_told(params string[] options) =>
        Assert.That((await DatastampProcess.RunAsync(["videos", Clips, .. options])).ExitCode, Is.EqualTo(2));

    [TestCase("--segments", "0")]
    [TestCase("--profile", "dense")]
    [TestCase("--frame-count", "header")]
    [TestCase("--identity", "some")]
    public async Task A_wrong_value_is_told(params string[] options)
    {
        var result = await DatastampProcess.RunAsync(["videos", Clips, .. options]);

        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(result.StandardError, Does.Contain("DS0001").And.Contain(options[1]));
    }

    [Test]
    public async Task A_folder_without_videos_is_an_error()
    {
        var result = await DatastampProcess.RunAsync("videos", Clips, "--pattern", "*.avi");

        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.StandardError, Does.Contain("DS0106"));
    }

    private static JObject Parse(string text) => JsonConvert.DeserializeObject<JObject>(text, new JsonSerializerSettings { DateParseHandling = DateParseHandling.None })!;

    private static double Fraction(string text) => text.Split('/') is [var numerator, var denominator]
        ? double.Parse(numerator, CultureInfo.InvariantCulture) / double.Parse(denominator, CultureInfo.InvariantCulture)
        : throw new FormatException(text);
}
