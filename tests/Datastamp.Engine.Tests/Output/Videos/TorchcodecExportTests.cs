using System.Text;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Output;
using Datastamp.Output.Videos;
using Datastamp.Probing;
using Datastamp.Videos;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tests.Output.Videos;

public class TorchcodecExportTests : TemporaryFolder
{
    private const string Source = "-f lavfi -i testsrc2=s=64x48:r=30:d=2 -pix_fmt yuv420p";

    /// <summary>Durations of Matroska are rounded to its unit, a millisecond; torchcodec reads that of the last frame alone.</summary>
    [TestCase("mp4", "-c:v libx264 -bf 2 -g 10", 0)]
    [TestCase("mov", "-c:v libx264 -bf 0 -r 30000/1001", 0)]
    [TestCase("mp4", "-c:v mpeg4 -vf select='not(mod(n\\,3))+lt(n\\,5)' -fps_mode vfr", 0)]
    [TestCase("mkv", "-c:v libx264 -bf 2 -g 10", 1)]
    [TestCase("webm", "-c:v libvpx-vp9 -g 10", 1)]
    [TestCase("avi", "-c:v mjpeg", 0)]
    [Category("Ffmpeg")]
    public void Mappings_are_what_ffprobe_prints_in_the_order_of_times(string extension, string options, int rounding)
    {
        Ffmpeg.Write($"{Source} {options}", At("clip." + extension));

        Compare("clip." + extension, rounding);
    }

    [Test]
    [Category("Ffmpeg")]
    public void Frames_that_an_edit_list_hides_are_left_out()
    {
        Ffmpeg.Write($"{Source} -c:v libx264 -bf 2 -g 100", At("source.mp4"));
        Ffmpeg.Write($"-ss 0.7 -i {At("source.mp4")} -c copy", At("cut.mp4"));

        Assert.That(Compare("cut.mp4", 0), Is.LessThan(60));
    }

    [Test]
    [Category("Ffmpeg")]
    public void A_clip_lies_where_its_video_does()
    {
        Directory.CreateDirectory(At("a b"));
        Ffmpeg.Write($"{Source} -frames:v 3 -c:v mpeg4", At("a b/é.mp4"));

        var file = Export("a b/é.mp4").Single();

        Assert.That(file.RelativePath, Is.EqualTo("a b/é.mp4.json"));
        Assert.That(Encoding.UTF8.GetString(file.Content), Is.EqualTo("""
            {"frames":[
            {"pts":0,"duration":512,"key_frame":1},
            {"pts":512,"duration":512,"key_frame":0},
            {"pts":1024,"duration":512,"key_frame":0}
            ]}

            """));
    }

    [Test]
    [Category("Ffmpeg")]
    public void Containers_without_tables_and_files_that_changed_are_refused_by_name()
    {
        Ffmpeg.Write($"{Source} -c:v mpeg2video -frames:v 5", At("a.ts"));
        Ffmpeg.Write($"{Source} -c:v mpeg4 -frames:v 5", At("b.mp4"));
        var clips = new[] { Probe("a.ts"), Probe("b.mp4") with { FrameCount = 6 }, Probe("b.mp4") with { VideoStreams = 2 } };

        var errors = Refused(clips);

        Assert.That(errors.Select(error => (error.Code, error.File)), Is.EqualTo([("DS0109", At("a.ts")), ("DS0109", At("b.mp4")), ("DS0109", At("b.mp4"))]));
        Assert.That(errors[0].Message, Does.Contain("cannot be written as torchcodec: its container has no tables of frames that Datastamp reads"));
        Assert.That(errors[1].Message, Does.Contain("its tables show 5 frames, and 6 were counted"));
        Assert.That(errors[2].Message, Does.Contain("it has 2 video streams"));
    }

    [TestCase("../x.mp4")]
    [TestCase("/etc/x.mp4")]
    [TestCase("a/../../x.mp4")]
    [TestCase("a//x.mp4")]
    public void Paths_that_lead_elsewhere_are_refused(string key) =>
        Assert.That(Refused(VideoSamples.Clip(key)).Single().Message, Does.Contain("its path is none below the dataset's folder"));

    [Test]
    public void A_file_that_is_not_there_is_told() =>
        Assert.That(Refused(VideoSamples.Clip("x.mp4")).Select(error => (error.Code, error.File)), Is.EqualTo([("DS0109", At("x.mp4"))]));

    private int Compare(string name, int rounding)
    {
        var own = JObject.Parse(Encoding.UTF8.GetString(Export(name).Single().Content));
        var expected = Ffmpeg.Frames(At(name));

        Assert.That(own.Properties().Select(member => member.Name), Is.EqualTo(["frames"]));
        Assert.That(own["frames"]!.Select(frame => ((long)frame["pts"]!, (int)frame["key_frame"]!)), Is.EqualTo(expected.Select(frame => (frame.Time, frame.IsKey ? 1 : 0))));
        Assert.That(own["frames"]!.Select(frame => (long)frame["duration"]!), Is.EqualTo(expected.Select(frame => frame.Duration)).Within(rounding));
        return expected.Count;
    }

    private IReadOnlyList<ExportedFile> Export(string name) => VideoExport.Write("torchcodec", Dataset(), [Probe(name)]);

    private IReadOnlyList<Diagnostic> Refused(params VideoFacts[] videos) =>
        Assert.Throws<DiagnosticException>(() => VideoExport.Write("torchcodec", Dataset(), videos))!.Diagnostics;

    private VideoFacts Probe(string name) => VideoProber.Probe(At(name), name, FrameCountSource.Index, VideoIdentity.Tables).Facts!;

    private VideoDataset Dataset() => new() { Name = "Clips", Root = Root, Include = "clips" };
}
