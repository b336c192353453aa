using System.Text;
using Datastamp.Measuring;
using Datastamp.Output;
using Datastamp.Tests.Output.Images;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tests.Output;

public class ArtifactTests
{
    private static readonly KnownDatasets both = new([ImageSamples.Of("Train")], [VideoSamples.Of("Clips", 2, VideoSamples.Clip("a/1.mp4"), VideoSamples.Clip("b/2.mp4", frames: 30))]);

    [TestCase("json", "App.datasets.json")]
    [TestCase("csv", "App.datasets.csv", "App.Clips.videos.csv")]
    [TestCase("jsonl", "App.Clips.videos.jsonl")]
    [TestCase("PARQUET", "App.datasets.parquet", "App.Clips.videos.parquet")]
    [TestCase("huggingface", "App.Train.huggingface/preprocessor_config.json")]
    [TestCase("torchvision", "App.Train.torchvision.py")]
    [TestCase("mlnet", "App.Train.mlnet.cs")]
    [TestCase("onnxruntime", "App.Train.onnxruntime.cs")]
    [TestCase("tsn", "App.Clips.videos.tsn.txt")]
    [TestCase("mmaction2", "App.Clips.videos.mmaction2.txt")]
    [TestCase("mmaction2-rawframes", "App.Clips.videos.mmaction2-rawframes.txt")]
    [TestCase("ucf101", "App.Clips.ucf101/classInd.txt", "App.Clips.ucf101/trainlist01.txt")]
    public void A_form_has_its_files(string format, params string[] expected) =>
        Assert.That(Files(format, both).Select(file => file.Path), Is.EqualTo(expected.Select(path => "/facts/" + path)));

    [Test]
    public void JSON_has_the_videos_of_each_dataset_and_what_they_add_up_to()
    {
        var json = JObject.Parse(Encoding.UTF8.GetString(Files("json", both).Single().Content));

        Assert.That(json.Properties().Select(member => member.Name), Is.EqualTo(["version", "project", "images", "videos"]));
        var clips = (JObject)json["videos"]!.Single();
        var rows = (JArray)clips["videos"]!;
        Assert.That(rows.Select(row => (string?)row["path"]), Is.EqualTo(["a/1.mp4", "b/2.mp4"]));
        Assert.That(rows[0]["segments"]!.Select(index => (int)index), Is.EqualTo([75, 225]));
        clips.Remove("videos");
        Assert.That(clips.ToString(Newtonsoft.Json.Formatting.None), Is.EqualTo("""
            {"name":"Clips","include":"clips","segments":2,"profile":"Source","definition":{"pattern":"","exclude":"","frameCount":"Index","identity":"Tables"},"fingerprint":"sha256:00","files":2,"bytes":2,"frames":330,"duration":20.0,"badFiles":[]}
            """));
    }

    [Test]
    public void Names_of_datasets_lead_nowhere_else_and_are_different_in_any_case()
    {
        string[] names = ["clips", "Clips", "../../etc/x", "/abs", "a\\b", "..", "con:aux?*", "\0", "é図", "a.b"];

        var paths = Files("csv", new([], [.. names.Select(name => VideoSamples.Of(name, 0))])).Select(file => file.Path);

        Assert.That(paths, Is.EqualTo(new[] { "clips", "Clips2", "EtcX", "Abs", "AB", "Dataset", "ConAux", "Dataset2", "é図", "AB2" }.Select(name => $"/facts/App.{name}.videos.csv")));
    }

    [Test]
    public void Images_and_classes_of_their_code_are_named_alike()
    {
        var files = Files("onnxruntime", new([.. new[] { "train", "TRAIN", "../class", "é図" }.Select(name => ImageSamples.Of(name))], []));

        Assert.That(files.Select(file => file.Path), Is.EqualTo(new[] { "train", "TRAIN2", "Class", "é図" }.Select(name => $"/facts/App.{name}.onnxruntime.cs")));
        Assert.That(
            files.Select(file => Encoding.UTF8.GetString(file.Content).Split('\n').Single(line => line.Contains(" class ", StringComparison.Ordinal))),
            Is.EqualTo(new[] { "train", "TRAIN2", "Class", "é図" }.Select(name => $"public static class {name}ForOnnxRuntime")));
    }

    [TestCase("csv")]
    [TestCase("parquet")]
    public void The_table_of_images_is_there_without_any_dataset_but_not_beside_videos_alone(string format)
    {
        Assert.That(Files(format, new([], [])).Select(file => file.Path), Is.EqualTo(["/facts/App.datasets." + format]));
        Assert.That(Files(format, both with { Images = [] }).Select(file => file.Path), Is.EqualTo(["/facts/App.Clips.videos." + format]));
    }

    private static IReadOnlyList<(string Path, byte[] Content)> Files(string format, KnownDatasets known) =>
        new Artifact(ArtifactFormat.Named(format)!, "/facts", "App").Write(known);
}
