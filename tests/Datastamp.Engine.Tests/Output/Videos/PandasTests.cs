using System.Text;
using Datastamp.Output;
using Datastamp.Output.Videos;
using Datastamp.Videos;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tests.Output.Videos;

/// <summary>Tables as pandas reads them.</summary>
[Category("Python")]
public class PandasTests : TemporaryFolder
{
    private static readonly VideoFacts[] videos = [ExportSamples.Phone, ExportSamples.Unknown, .. ExportSamples.Hostile];

    [Test]
    public void JSON_Lines_have_every_value()
    {
        var table = Read("jsonl");

        var expected = new JArray(videos.Select(video => new JArray(VideoJson.Write(ExportSamples.Dataset, video).Properties().Select(member => member.Value))));
        Assert.That(table["rows"]!.ToString(Formatting.None), Is.EqualTo(expected.ToString(Formatting.None)));
    }

    [Test]
    public void CSV_has_every_value_but_for_what_keeps_a_text_from_being_a_formula()
    {
        var table = Read("csv");

        var expected = new JArray(videos.Select(video => new JArray(VideoJson.Write(ExportSamples.Dataset, video).Properties().Select(member => Cell(member.Value)))));
        Assert.That(table["rows"]!.ToString(Formatting.None), Is.EqualTo(expected.ToString(Formatting.None)));
        Assert.That(Types(table), Is.EqualTo("object int64 object object object int64 int64 int64 int64 int64 object Int64 int64 object Int64 float64 int64 int64 int64 bool float64 float64 float64 float64 object Int64 int64 object object object object"));
    }

    private static string Types(JObject table) => string.Join(' ', table["types"]!.Select(type => (string)type!));

    private static JToken Cell(JToken value) => value switch
    {
        JArray row => string.Join(' ', row),
        JValue { Value: "" } => JValue.CreateNull(),
        JValue { Value: "\t=1.mp4" } => "'\t'=1.mp4",
        JValue { Value: string text } when "=+-@\t".Contains(text[0], StringComparison.Ordinal) => "'" + text,
        _ => value,
    };

    private JObject Read(string format)
    {
        var file = VideoExport.Write(format, ExportSamples.Dataset, videos).Single();
        using var python = Python.Start("read_videos.py", [Write(file.RelativePath, file.Content)], "pandas");
        using var output = new StreamReader(python.StandardOutput.BaseStream, Encoding.UTF8);
        var json = output.ReadToEnd();
        python.WaitForExit();
        Assert.That(python.ExitCode, Is.Zero);
        return JsonConvert.DeserializeObject<JObject>(json, new JsonSerializerSettings { DateParseHandling = DateParseHandling.None })!;
    }
}
