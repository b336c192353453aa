using Datastamp.Measuring;
using Datastamp.Output;

namespace Datastamp.Tests.Output.Videos;

public class JsonLinesExportTests
{
    private const string Phone =
        """{"path":"run/a.mp4","bytes":3000000000,"identity":"tables:00","container":"mp4","codec":"h264","width":1920,"height":1080,"displayWidth":1080,"displayHeight":1920,"rotation":-90,"pixelFormat":"yuv420p","bitDepth":8,"frameCount":300,"frameCountSource":"index","headerFrames":301,"fps":29.97002997002997,"fpsNum":30000,"fpsDen":1001,"sourceFps":29,"variableFrameRate":true,"shortestFrame":0.016666666666666666,"longestFrame":0.5,"startTime":-0.125,"duration":10.01,"timeBase":"1/15360","keyFrames":2,"videoStreams":1,"label":"run","health":"whole","segments":[50,150,250],"problem":null}""";

    private const string Unknown =
        """{"path":"b.ts","bytes":1,"identity":"tables:00","container":"mp4","codec":"h264","width":340,"height":256,"displayWidth":340,"displayHeight":256,"rotation":0,"pixelFormat":null,"bitDepth":null,"frameCount":1,"frameCountSource":"packets","headerFrames":null,"fps":0.0,"fpsNum":0,"fpsDen":1,"sourceFps":0,"variableFrameRate":false,"shortestFrame":0.0,"longestFrame":0.0,"startTime":0.0,"duration":0.0,"timeBase":"0/1","keyFrames":null,"videoStreams":1,"label":"","health":"undecodable","problem":"no frame of it can be decoded"}""";

    [Test]
    public void A_line_is_an_object_with_all_that_is_known_of_a_video() =>
        Assert.That(ExportSamples.Text("jsonl", ExportSamples.Dataset, ExportSamples.Phone), Is.EqualTo(Phone + "\n"));

    [Test]
    public void A_dataset_without_segments_has_no_such_member() =>
        Assert.That(ExportSamples.Text("jsonl", ExportSamples.Dataset with { Segments = 0 }, ExportSamples.Unknown), Is.EqualTo(Unknown + "\n"));

    [Test]
    public void A_video_without_frames_has_no_indices() =>
        Assert.That(VideoJson.Write(ExportSamples.Dataset, ExportSamples.Unknown with { FrameCount = 0 })["segments"], Is.Empty);

    [Test]
    public void Names_never_break_a_line() =>
        Assert.That(
            ExportSamples.Text("jsonl", ExportSamples.Dataset, ExportSamples.Hostile).Split(["\n", "\r", "\u2028", "\u2029", "\u0085"], StringSplitOptions.None),
            Has.Length.EqualTo(ExportSamples.Hostile.Length + 1));

    [Test]
    public void A_measurement_is_its_videos_bad_ones_included_and_the_totals_of_the_whole_ones()
    {
        var json = VideoJson.WriteAll(ExportSamples.Dataset, new VideoMeasurement
        {
            Files = 3,
            Bytes = 3_000_000_002,
            Fingerprint = "sha256:11",
            Videos = [ExportSamples.Unknown, ExportSamples.Phone],
            BadFiles = [new("b.ts", "no frame of it can be decoded"), new("x.mp4", "empty")],
        });

        Assert.That(json.Properties().Select(member => member.Name), Is.EqualTo(["videos", "badFiles", "files", "bytes", "frames", "duration", "fingerprint"]));
        Assert.That(json.SelectTokens("videos[*].path").Select(path => (string?)path), Is.EqualTo(["b.ts", "run/a.mp4"]));
        Assert.That(
            json.ToString(Newtonsoft.Json.Formatting.None),
            Does.EndWith("""],"badFiles":[{"path":"b.ts","reason":"no frame of it can be decoded"},{"path":"x.mp4","reason":"empty"}],"files":3,"bytes":3000000002,"frames":300,"duration":10.01,"fingerprint":"sha256:11"}"""));
    }
}
