using Datastamp.Caching;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Stamping;
using NJsonSchema;

namespace Datastamp.Tests.Locking;

public class LockFileTests : TemporaryFolder
{
    private string path = string.Empty;

    [SetUp]
    public void MakeLock()
    {
        WriteImage("data/a.png", 3, 2, 10, 20, 30);
        WriteImage("data/b.png", 2, 2, 110, 0, 255);
        Write("data/bad.png", 1, 2, 3);
        path = At("datastamp.lock.json");
    }

    [Test]
    public async Task What_is_written_is_read_again()
    {
        var result = await MeasureAsync(histogram: true);

        await File.WriteAllTextAsync(path, LockFile.Read(path).With(("Train", result)).Text);
        var read = LockFile.Read(path).Image("Train")!;

        Assert.That(ImageResultJson.Write(read).ToString(), Is.EqualTo(ImageResultJson.Write(result).ToString()));
        Assert.That(read.Definition, Is.EqualTo(result.Definition));
        Assert.That(read.Histogram!.Bins[1][20], Is.EqualTo(6));
        Assert.That(read.BadFiles, Has.Length.EqualTo(1));
    }

    [Test]
    public async Task It_is_valid_by_the_published_schema()
    {
        await File.WriteAllTextAsync(path, LockFile.Read(path).With(("Train", await MeasureAsync(histogram: true)), ("Other", await MeasureAsync(histogram: false))).Text);
        var schema = await JsonSchema.FromFileAsync(Path.Combine(Repository.Root, "nuget/schemas/datastamp.lock.schema.json"));

        Assert.That(schema.Validate(await File.ReadAllTextAsync(path)), Is.Empty);
        Assert.That(schema.Validate("""{"version":1,"images":{"A":{"files":-1}}}"""), Is.Not.Empty);
    }

    [Test]
    public async Task Entries_are_sorted_lines_end_with_LF_and_the_rest_is_kept()
    {
        await File.WriteAllTextAsync(path, """{"version":1,"note":{"a":[1.50,"x"]},"images":{"Zebra":{"any":"thing"}}}""");

        await File.WriteAllTextAsync(path, LockFile.Read(path).With(("Apple", await MeasureAsync(histogram: false))).Text);
        var text = await File.ReadAllTextAsync(path);

        Assert.That(text, Does.Contain("\"any\": \"thing\"").And.Contain("\"a\": [1.5,\"x\"]").And.Not.Contain("\r").And.EndWith("}\n"));
        Assert.That(text.IndexOf("Apple", StringComparison.Ordinal), Is.LessThan(text.IndexOf("Zebra", StringComparison.Ordinal)));
    }

    [TestCase("", 0, 0)]
    [TestCase("[]", 1, 1)]
    [TestCase("{}", 0, 0)]
    [TestCase("{\"version\":\"1\"}", 0, 0)]
    [TestCase("{\"version\":1}{", 1, 13)]
    [TestCase("{\"version\":0}", 0, 0)]
    [TestCase("{\"version\":99999999999999999999}", 0, 0)]
    [TestCase("{\"version\":1,\"version\":1}", 1, 23)]
    [TestCase("{\"version\":1,\"images\":[]}", 0, 0)]
    [TestCase("{\n<<<<<<< HEAD\n", 2, 0)]
    public void A_text_that_is_no_lock_is_refused(string text, int line, int column)
    {
        File.WriteAllText(path, text);

        var error = Assert.Throws<DiagnosticException>(() => LockFile.Read(path))!.Diagnostics.Single();

        Assert.That((error.Code, error.File, error.Line, error.Column), Is.EqualTo(("DS0201", path, line, column)), error.Message);
    }

    [Test]
    public void Deep_nesting_is_refused()
    {
        File.WriteAllText(path, new string('[', 100_000));

        Assert.That(() => LockFile.Read(path), Throws.InstanceOf<DiagnosticException>());
    }

    [TestCase("\"files\": 3", "\"files\": -3")]
    [TestCase("\"files\": 3", "\"files\": 3000000000")]
    [TestCase("\"depth\": 8", "\"depth\": 9")]
    [TestCase("\"sum\": [", "\"sum\": [\"1\",")]
    [TestCase("\"sum\": [\"", "\"sum\": [\"-")]
    [TestCase("\"fingerprint\": ", "\"print\": ")]
    [TestCase("\"mean\": [", "\"mean\": [2,")]
    [TestCase("\"mean\": [", "\"mean\": [\"NaN\",")]
    [TestCase("\"path\": \"bad.png\"", "\"path\": 1")]
    [TestCase("\"channels\": [\"R\",", "\"channels\": [")]
    [TestCase("\"channels\": [\"R\",", "\"channels\": [\"R = 0; } } evil { {\",")]
    [TestCase("\"color\": \"RGB\"", "\"color\": \"BGR\"")]
    [TestCase("\"histogram\": \"false\"", "\"histogram\": \"true\"")]
    [TestCase("\"mean\": [", "\"mean\": [99999999999999999999,")]
    public async Task An_entry_that_is_not_as_it_must_be_is_refused_at_its_line(string before, string after)
    {
        await File.WriteAllTextAsync(path, LockFile.Read(path).With(("Train", await MeasureAsync(histogram: false))).Text);
        var text = await File.ReadAllTextAsync(path);
        Assert.That(text, Does.Contain(before));
        await File.WriteAllTextAsync(path, text.Replace(before, after, StringComparison.Ordinal));

        var error = Assert.Throws<DiagnosticException>(() => LockFile.Read(path).Image("Train"))!.Diagnostics.Single();

        Assert.That(error.Code, Is.EqualTo("DS0201"));
        Assert.That(error.Line, Is.GreaterThan(2));
    }

    private Task<ImageResult> MeasureAsync(bool histogram) => DatasetMeasurer.MeasureAsync(
        new ImageDataset { Name = "Train", Root = At("data"), Include = "data", OnBadFile = BadFilePolicy.Skip, Histogram = histogram },
        CacheUse.None,
        MeasureOptions.Default,
        _ => { },
        CancellationToken.None);
}
