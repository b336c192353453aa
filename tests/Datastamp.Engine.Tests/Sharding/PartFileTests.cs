using Datastamp.Caching;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Measuring;
using Datastamp.Sharding;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tests.Sharding;

public class PartFileTests : TemporaryFolder
{
    private string text = string.Empty;

    [SetUp]
    public async Task MakePart()
    {
        WriteImage("data/a.png", 2, 2, 1, 2, 3);
        WriteImage("data/b c.png", 3, 2, 255, 0, 7);
        var dataset = new ImageDataset { Name = "Test", Root = At("data"), Include = "data", Histogram = true };
        PartFile.Write(await ShardMeasurer.MeasureAsync(dataset, Shard.Whole, At("part"), CacheUse.None, MeasureOptions.Default, _ => { }, CancellationToken.None));
        text = await File.ReadAllTextAsync(At("part"));
    }

    [Test]
    public void A_part_is_written_as_it_was_read()
    {
        PartFile.Write(PartFile.Read(At("part")) with { File = At("again") });

        Assert.That(File.ReadAllText(At("again")), Is.EqualTo(text));
    }

    [Test]
    public void A_part_that_was_cut_off_anywhere_is_refused()
    {
        for (var length = 0; length < text.Length - 2; length += 7)
        {
            File.WriteAllText(At("part"), text[..length]);
            Assert.That(Code(), Is.EqualTo("DS0401"), $"{length}");
        }
    }

    [Test]
    public void A_part_of_which_any_digit_was_changed_is_refused()
    {
        foreach (var (i, c) in text.Index().Where(item => char.IsAsciiDigit(item.Item)))
        {
            File.WriteAllText(At("part"), text[..i] + (char)(c == '9' ? '0' : c + 1) + text[(i + 1)..]);
            Assert.That(Code(), Is.AnyOf("DS0401", "DS0402"), $"{i}: {text[Math.Max(0, i - 20)..(i + 1)]}");
        }
    }

    [TestCase("version", "2", "DS0402")]
    [TestCase("version", "0", "DS0401")]
    [TestCase("version", "\"1\"", "DS0401")]
    [TestCase("kind", "\"audio\"", "DS0401")]
    [TestCase("kind", "\"video\"", "DS0401")]
    [TestCase("shard", "null", "DS0401")]
    [TestCase("definition", "{}", "DS0401")]
    [TestCase("definition", "{\"color\": \"RGB\", \"histogram\": \"false\"}", "DS0401")]
    [TestCase("definition", "{\"color\": {}}", "DS0401")]
    [TestCase("depth", "16", "DS0401")]
    [TestCase("depth", "12", "DS0401")]
    [TestCase("groups", "[]", "DS0401")]
    [TestCase("groups", "{}", "DS0401")]
    [TestCase("groups", "[{\"pixels\": 4, \"images\": 2, \"sum\": [\"1\", \"2\", \"3\"], \"sumOfSquares\": [\"1\", \"2\", \"3\"]}]", "DS0401")]
    [TestCase("groups", "[{\"pixels\": 2147483591, \"images\": 2147483647, \"sum\": [\"0\", \"0\", \"0\"], \"sumOfSquares\": [\"0\", \"0\", \"0\"]}]", "DS0401")]
    [TestCase("groups", "[{\"pixels\": 4, \"images\": 1, \"sum\": [\"340282366920938463463374607431768211455\", \"0\", \"0\"], \"sumOfSquares\": [\"0\", \"0\", \"0\"]}]", "DS0401")]
    [TestCase("histogram", "[]", "DS0401")]
    [TestCase("histogram", "[[1],[],[]]", "DS0401")]
    [TestCase("histogram", "[[1,9223372036854775807,2,9223372036854775807],[],[]]", "DS0401")]
    [TestCase("histogramDepth", "16", "DS0401")]
    [TestCase("histogramDepth", "3", "DS0401")]
    [TestCase("rows", "[]", "DS0401")]
    [TestCase("rows", "[\"4 00 a.png\", \"4 00 b.png\"]", "DS0401")]
    [TestCase("rows", "[3, 4]", "DS0401")]
    [TestCase("badFiles", "[{\"path\": \"c.png\", \"reason\": \"x\"}]", "DS0401")]
    [TestCase("weighting", "\"7\"", "DS0401")]
    [TestCase("include", "\"\"", "DS0401")]
    [TestCase("include", "\"a\\u0000b\"", "DS0401")]
    public void A_value_that_no_part_has_is_refused_whatever_the_checksum_says(string name, string value, string code)
    {
        var json = JObject.Parse(text);
        json[name] = JToken.Parse(value);
        Sign(json);

        Assert.That(Code(), Is.EqualTo(code));
    }

    [Test]
    public void A_part_of_a_sample_is_refused()
    {
        var json = JObject.Parse(text);
        json["definition"]!["sample"] = "2";
        Sign(json);

        Assert.That(Code(), Is.EqualTo("DS0401"));
    }

    [Test]
    public void Channels_that_no_image_has_take_no_memory()
    {
        var json = JObject.Parse(text);
        json["histogramDepth"] = 16;
        json["histogram"] = new JArray(Enumerable.Range(0, 1000).Select(_ => new JArray()));
        Sign(json);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(Code(), Is.EqualTo("DS0401"));

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(100_000_000));
    }

    [TestCase("../a.png")]
    [TestCase("/a.png")]
    [TestCase("a//b.png")]
    [TestCase("")]
    public void A_path_that_leads_elsewhere_is_refused(string path)
    {
        var json = JObject.Parse(text);
        json["rows"]![0] = $"4 {new string('0', 64)} {path}";
        Sign(json);

        Assert.That(Code(), Is.EqualTo("DS0401"));
    }

    [Test]
    public void A_file_of_another_shard_is_refused()
    {
        var json = JObject.Parse(text);
        json["shard"] = new[] { "1/2", "2/2" }.Single(shard => !Shard.Parse(shard)!.Value.Holds("a.png"));
        Sign(json);

        Assert.That(Code(), Is.EqualTo("DS0401"));
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{\"version\": 1}")]
    [TestCase("{\"a\": {\"a\": {\"a\": {\"a\": {\"a\": {\"a\": {\"a\": {\"a\": {\"a\": {\"a\": {\"a\": {\"a\": {\"a\": {\"a\": {\"a\": {\"a\": {\"a\": 1}}}}}}}}}}}}}}}}}")]
    public void What_is_no_part_is_refused(string content)
    {
        File.WriteAllText(At("part"), content);

        Assert.That(Code(), Is.EqualTo("DS0401"));
    }

    [Test]
    public void A_part_that_is_not_there_is_named()
    {
        File.Delete(At("part"));

        Assert.That(Code(), Is.EqualTo("DS0105"));
    }

    private static string Sum(JObject json) => "sha256:" + Convert.ToHexStringLower(
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(json.ToString(Formatting.None))));

    private void Sign(JObject json)
    {
        json.Remove("checksum");
        json["checksum"] = Sum(json);
        File.WriteAllText(At("part"), json.ToString());
    }

    private string Code() => Assert.Throws<DiagnosticException>(() => PartFile.Read(At("part")))!.Diagnostics.Single().Code;
}
