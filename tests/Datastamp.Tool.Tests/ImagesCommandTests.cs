using System.Formats.Tar;
using CliWrap;
using Datastamp.Tests;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tool.Tests;

public class ImagesCommandTests
{
    private static string Shapes => Path.Combine(Repository.Root, "tests/Samples/Quickstart/data/shapes");

    // By Pillow and exact fractions in Python.
    [Test]
    public async Task Json_holds_the_integers_and_all_weightings()
    {
        var json = await JsonAsync(Shapes);

        Assert.Multiple(() =>
        {
            Assert.That(json.Properties().Select(property => property.Name), Is.SupersetOf(new[]
            {
                "images", "pixels", "bytes", "depth", "channels", "sum", "sumOfSquares", "mixed", "pixel", "image", "badFiles", "fingerprint", "decoder",
            }));
            Assert.That(Row(json, "channels"), Is.EqualTo(["R", "G", "B"]));
            Assert.That((int)json["images"]!, Is.EqualTo(7));
            Assert.That((int)json["pixels"]!, Is.EqualTo(37232));
            Assert.That(Row(json, "sum"), Is.EqualTo(["4109761", "5417535", "5700721"]));
            Assert.That(Row(json, "sumOfSquares"), Is.EqualTo(["505293517", "828799589", "1077964033"]));
            Assert.That(Numbers(json, "mixed.mean"), Is.EqualTo([0.44159277106676004, 0.5637648675384506, 0.5898610733818991]));
            Assert.That(Numbers(json, "mixed.std"), Is.EqualTo([0.14631889449021623, 0.12953250538089728, 0.2912585038091331]));
            Assert.That(Numbers(json, "pixel.mean"), Is.EqualTo([0.4328725237409102, 0.5706176217801259, 0.6004450104063972]));
            Assert.That(Numbers(json, "pixel.std"), Is.EqualTo([0.14605881066000448, 0.1293511101983875, 0.29106613736090337]));
            Assert.That(Numbers(json, "image.mean"), Is.EqualTo([0.44159277106676004, 0.5637648675384506, 0.5898610733818991]));
            Assert.That(Numbers(json, "image.std"), Is.EqualTo([0.16788245001224095, 0.15510278542393033, 0.29182246413269475]));
        });
    }

    [Test]
    public async Task The_reference_dataset_gives_the_reference_values()
    {
        var folder = Repository.ReferenceImages();
        var expected = (JObject)JObject.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "expected.json")))["dataset"]!;
        string[] patterns = [.. Row(expected, "files").SelectMany(file => new[] { "--pattern", file })];

        var json = await JsonAsync([folder, .. patterns]);

        Assert.That((int)json["images"]!, Is.EqualTo((int)expected["images"]!));
        Assert.That((int)json["pixels"]!, Is.EqualTo((int)expected["pixels"]!));
        Assert.That(Row(json, "sum"), Is.EqualTo(Row(expected, "sum")));
        Assert.That(Row(json, "sumOfSquares"), Is.EqualTo(Row(expected, "sumsq")));
        foreach (var name in new[] { "mixed.mean", "mixed.std", "pixel.mean", "pixel.std", "image.mean", "image.std" })
        {
            Assert.That(Numbers(json, name), Is.EqualTo(Numbers(expected, name)).Within(1).Ulps, name);
        }
    }

    [Test]
    public async Task Archives_and_standard_input_give_the_integers_of_their_folder()
    {
        var folder = Directory.CreateTempSubdirectory("datastamp-test-").FullName;
        try
        {
            var files = Directory.GetFiles(Shapes).Order(StringComparer.Ordinal).ToArray();
            var shards = files.Chunk(4).Select((part, i) =>
            {
                var path = Path.Combine(folder, $"s-{i}.tar");
                using var writer = new TarWriter(File.Create(path));
                Array.ForEach(part, file => writer.WriteEntry(file, Path.GetFileName(file)));
                return path;
            }).ToArray();
            await TarFile.CreateFromDirectoryAsync(Shapes, Path.Combine(folder, "all.tar"), includeBaseDirectory: false);
            var expected = await JsonAsync(Shapes);

            foreach (var places in new[] { [Path.Combine(folder, "all.tar")], shards, [Path.Combine(folder, "s-{0..1}.tar")] })
            {
                var json = await JsonAsync(places);
                Assert.That(Row(json, "sum").Concat(Row(json, "sumOfSquares")), Is.EqualTo(Row(expected, "sum").Concat(Row(expected, "sumOfSquares"))));
            }

            var input = await DatastampProcess.RunAsync(PipeSource.FromFile(Path.Combine(folder, "all.tar")), "images", "-", "--json");
            Assert.That(input.ExitCode, Is.Zero, input.StandardError);
            Assert.That((string?)JObject.Parse(input.StandardOutput)["fingerprint"], Is.EqualTo((string?)expected["fingerprint"]));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task Options_say_what_is_measured()
    {
        var json = await JsonAsync(
            Shapes, "--pattern", "hill_*", "--exclude", "*_6.jpg", "--color", "gray", "--resize", "32", "--center-crop", "20x24",
            "--interpolation", "lanczos", "--orientation", "apply", "--histogram", "--jobs", "3", "--on-bad-file", "skip", "--weighting", "images", "--max-pixels", "100000");

        Assert.That((int)json["images"]!, Is.EqualTo(5));
        Assert.That((int)json["pixels"]!, Is.EqualTo(5 * 20 * 24));
        Assert.That(Row(json, "channels"), Is.EqualTo(["Gray"]));
        Assert.That(json["histogram"]!["bins"]![0]!.Sum(bin => (int)bin), Is.EqualTo(5 * 20 * 24));
    }

    // The three smallest hashlib.sha256(b"0\0" + name) in Python are those of hill_4, hill_6 and hill_5.
    [Test]
    public async Task A_sample_is_estimated_from_the_files_that_its_seed_chooses()
    {
        var result = await DatastampProcess.RunAsync("images", Shapes, "--sample", "3", "--sample-seed", "0", "--json");
        var sampled = JObject.Parse(result.StandardOutput);
        var alone = await JsonAsync(Shapes, "--pattern", "hill_4.jpg", "--pattern", "hill_5.jpg", "--pattern", "hill_6.jpg");

        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(result.StandardError, Does.StartWith("datastamp: warning DS0131: ").And.Contain("has 3 images only"));
        Assert.That(((int)sampled["files"]!, (int)sampled["images"]!, (int)sampled["estimate"]!["filesChosen"]!), Is.EqualTo((7, 3, 3)));
        Assert.That(Row(sampled, "sum"), Is.EqualTo(Row(alone, "sum")));
        Assert.That(alone["estimate"], Is.Null);
        Assert.That(((string?)sampled.SelectToken("definition.sample"), (string?)sampled.SelectToken("definition.sampleSeed")), Is.EqualTo(("3", "0")));
        Assert.That(Numbers(sampled, "estimate.mixed.mean"), Has.All.InRange(0.001, 1));
    }

    [Test]
    public async Task A_person_sees_margins_of_a_sample()
    {
        var result = await DatastampProcess.RunAsync("images", Shapes, "--sample", "60%");

        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(result.StandardOutput, Does.Contain("estimated from 4 of 7 images, seed 0;").And.Contain(" ± 0."));
    }

    [Test]
    public async Task A_person_sees_a_table()
    {
        var result = await DatastampProcess.RunAsync("images", Shapes, "--weighting", "pixels");

        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(result.StandardError, Is.Empty);
        Assert.That(result.StandardOutput, Does.Contain("7 images").And.Contain("Pixels").And.Contain("0.43287252").And.Contain("decoder opencv 4."));
    }

    [Test]
    public async Task A_bad_file_ends_with_1_and_is_named_in_canonical_form()
    {
        var folder = Directory.CreateTempSubdirectory("datastamp-test-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "x.png"), "no image");

        var result = await DatastampProcess.RunAsync("images", folder, "--json");

        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.StandardOutput, Is.Empty);
        Assert.That(result.StandardError, Does.StartWith($"{folder}/x.png: error DS0101: "));
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task A_folder_that_is_not_there_ends_with_1()
    {
        var result = await DatastampProcess.RunAsync("images", "nowhere");

        Assert.That((result.ExitCode, result.StandardOutput), Is.EqualTo((1, string.Empty)));
        Assert.That(result.StandardError, Does.StartWith("datastamp: error DS0106: "));
    }

    [TestCase("images")]
    [TestCase("images", "--nope")]
    [TestCase("images", ".", "--color", "purple")]
    [TestCase("images", ".", "--jobs", "0")]
    [TestCase("images", ".", "--jobs", "many")]
    [TestCase("images", ".", "--resize")]
    [TestCase("images", ".", "--sample", "1")]
    [TestCase("images", ".", "--sample", "200%")]
    [TestCase("images", ".", "--sample-seed", "1")]
    [TestCase("images", ".", "--sample", "5", "--sample-seed", "-1")]
    [TestCase("images", ".", "--sample", "5", "--shard", "1/2", "--part", "p.json")]
    [TestCase("nope")]
    public async Task A_wrong_command_line_ends_with_2(params string[] arguments)
    {
        var result = await DatastampProcess.RunAsync(arguments);

        Assert.That((result.ExitCode, result.StandardOutput), Is.EqualTo((2, string.Empty)));
        Assert.That(result.StandardError, Does.StartWith("datastamp: error"));
    }

    private static async Task<JObject> JsonAsync(params string[] arguments)
    {
        var result = await DatastampProcess.RunAsync(["images", .. arguments, "--json"]);
        Assert.That((result.ExitCode, result.StandardError), Is.EqualTo((0, string.Empty)));
        return JObject.Load(new JsonTextReader(new StringReader(result.StandardOutput)) { FloatParseHandling = FloatParseHandling.Double });
    }

    private static string[] Row(JObject json, string name) => [.. json[name]!.Select(value => (string)value!)];

    private static double[] Numbers(JObject json, string path) => [.. json.SelectToken(path)!.Select(value => (double)value)];
}
