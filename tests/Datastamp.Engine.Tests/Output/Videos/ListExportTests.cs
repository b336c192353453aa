using System.Text;
using Datastamp.Diagnostics;
using Datastamp.Output.Videos;
using Datastamp.Videos;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tests.Output.Videos;

public class ListExportTests : TemporaryFolder
{
    private static readonly VideoFacts[] videos =
    [
        VideoSamples.Clip("walk/b.c.avi", frames: 20), VideoSamples.Clip("Run/=1,\"'.mp4", frames: 300), VideoSamples.Clip("é図/\u202e4pm.mp4", frames: 7), VideoSamples.Clip("walk/no-extension", frames: 8),
    ];

    [TestCase("tsn", "videos.tsn.txt", "walk/b.c.avi 20 1\nRun/=1,\"'.mp4 300 0\né図/\u202e4pm.mp4 7 2\nwalk/no-extension 8 1\n")]
    [TestCase("mmaction2", "videos.mmaction2.txt", "walk/b.c.avi 1\nRun/=1,\"'.mp4 0\né図/\u202e4pm.mp4 2\nwalk/no-extension 1\n")]
    [TestCase("mmaction2-rawframes", "videos.mmaction2-rawframes.txt", "walk/b.c 20 1\nRun/=1,\"' 300 0\né図/\u202e4pm 7 2\nwalk/no-extension 8 1\n")]
    public void A_list_is_a_line_a_video_and_numbers_labels_from_0_in_ordinal_order(string format, string path, string expected)
    {
        var file = VideoExport.Write(format, ExportSamples.Dataset, videos).Single();

        Assert.That((file.RelativePath, Encoding.UTF8.GetString(file.Content)), Is.EqualTo((path, expected)));
    }

    [Test]
    public void UCF101_numbers_classes_from_1() => Assert.That(
        VideoExport.Write("ucf101", ExportSamples.Dataset, videos).Select(file => (file.RelativePath, Encoding.UTF8.GetString(file.Content))),
        Is.EqualTo([("classInd.txt", "1 Run\n2 walk\n3 é図\n"), ("trainlist01.txt", "walk/b.c.avi 2\nRun/=1,\"'.mp4 1\né図/\u202e4pm.mp4 3\nwalk/no-extension 2\n")]));

    [TestCase("tsn", """[["walk/b.c.avi",20,1],["Run/=1,\"'.mp4",300,0],["é図/4pm.mp4",7,2],["walk/no-extension",8,1]]""")]
    [TestCase("mmaction2", """[["walk/b.c.avi",1],["Run/=1,\"'.mp4",0],["é図/4pm.mp4",2],["walk/no-extension",1]]""")]
    [TestCase("mmaction2-rawframes", """[["walk/b.c",20,1],["Run/=1,\"'",300,0],["é図/4pm",7,2],["walk/no-extension",8,1]]""")]
    [TestCase("ucf101", """[["walk/b.c.avi",1],["Run/=1,\"'.mp4",0],["é図/4pm.mp4",2],["walk/no-extension",1]]""")]
    [Category("Python")]
    public void A_list_is_what_its_readers_understand(string format, string expected)
    {
        foreach (var file in VideoExport.Write(format, ExportSamples.Dataset, videos))
        {
            Write(file.RelativePath, file.Content);
        }

        using var python = Python.Start("video_lists.py", [format, format == "ucf101" ? Root : Directory.GetFiles(Root).Single()], "json");
        var output = python.StandardOutput.ReadToEnd();
        python.WaitForExit();

        Assert.That(python.ExitCode, Is.Zero);
        Assert.That(JArray.Parse(output).ToString(Formatting.None), Is.EqualTo(expected.Replace("/4pm", "/\u202e4pm", StringComparison.Ordinal)));
    }

    [Test]
    public void White_space_of_any_kind_is_refused_by_name(
        [Values("tsn", "mmaction2", "mmaction2-rawframes", "ucf101")] string format,
        [Values(' ', '\t', '\n', '\r', 0x85, 0xa0, 0x2028, 0x3000, 0x1c, 0x1f)] int space)
    {
        var key = $"a/b{(char)space}c.mp4";

        var error = Refused(format, "a/b.mp4", key).Single();

        Assert.That((error.Code, error.Severity, error.File), Is.EqualTo(("DS0109", Severity.Error, "/data/" + key)));
        Assert.That(error.Message, Is.EqualTo($"Clips: cannot be written as {format}: its path has white space, and the readers of this form split lines there. Rename or convert the file, leave it out with ExcludePattern, or choose another format."));
    }

    [TestCase("root.mp4")]
    [TestCase("x/class/a.mp4")]
    public void UCF101_takes_only_what_lies_in_a_folder_of_its_class(string key) =>
        Assert.That(Refused("ucf101", "class/a.mp4", key).Select(error => error.File), Is.EqualTo(["/data/" + key]));

    [Test]
    public void Two_videos_cannot_share_a_folder_of_frames() => Assert.That(
        Refused("mmaction2-rawframes", "a/x.avi", "a/y.avi", "a/x.mp4").Single().Message,
        Does.Contain("the folder of its frames would be that of 'a/x.avi'"));

    [Test]
    public void Refusals_are_no_flood() => Assert.That(Refused("tsn", [.. Enumerable.Range(0, 1000).Select(i => $"a b/{i}")]), Has.Count.EqualTo(20));

    [Test]
    public void There_are_no_other_formats()
    {
        Assert.That(VideoExport.Formats, Is.EqualTo(["jsonl", "csv", "parquet", "tsn", "mmaction2", "mmaction2-rawframes", "ucf101", "torchcodec"]));
        Assert.That(() => VideoExport.Write("xlsx", ExportSamples.Dataset, []), Throws.ArgumentException);
        Assert.That(VideoExport.Write("TSN", ExportSamples.Dataset, []).Single().Content, Is.Empty);
    }

    private static IReadOnlyList<Diagnostic> Refused(string format, params string[] keys) =>
        Assert.Throws<DiagnosticException>(() => VideoExport.Write(format, ExportSamples.Dataset, [.. keys.Select(key => VideoSamples.Clip(key))]))!.Diagnostics;
}
