using System.Text;
using CliWrap;
using CliWrap.Buffered;
using Datastamp.Tests;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tool.Tests;

/// <summary>What people see of the cache.</summary>
public class CacheCommandTests
{
    private string folder = string.Empty;
    private string shapes = string.Empty;

    [SetUp]
    public void MakeData()
    {
        folder = Directory.CreateTempSubdirectory("datastamp-test-").FullName;
        shapes = Path.Combine(folder, "shapes");
        Directory.CreateDirectory(shapes);
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "tests/Samples/Quickstart/data/shapes")))
        {
            var copy = Path.Combine(shapes, Path.GetFileName(file));
            File.Copy(file, copy);
            File.SetLastWriteTimeUtc(copy, new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        }
    }

    [TearDown]
    public void Delete() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Info_tells_where_it_lies_and_what_it_holds()
    {
        Assert.That((await InfoAsync())["files"]!.Value<int>(), Is.Zero);
        var before = await RunAsync(0, "images", shapes, "--json");

        var info = await InfoAsync();

        Assert.That((string?)info["path"], Is.EqualTo(Path.Combine(folder, "cache/datastamp/cache.db")));
        Assert.That(((int)info["files"]!, (int)info["images"]!, (int)info["results"]!), Is.EqualTo((7, 7, 1)));
        Assert.That(await RunAsync(0, "cache", "info"), Does.Contain("7 files known by where they lie, 7 images by their contents, 1 results of datasets"));
        Assert.That(await RunAsync(0, "images", shapes, "--json"), Is.EqualTo(before), "what is known is the same");
        Assert.That(await RunAsync(0, "images", shapes, "--json", "--recompute"), Is.EqualTo(before));
    }

    [Test]
    public async Task Cleared_it_knows_nothing_and_results_are_the_same()
    {
        var before = await RunAsync(0, "images", shapes, "--json");

        Assert.That(await RunAsync(0, "cache", "clear"), Does.Match("^[0-9,]{4,} bytes freed"));

        Assert.That((await InfoAsync())["images"]!.Value<int>(), Is.Zero);
        Assert.That(await RunAsync(0, "images", shapes, "--json"), Is.EqualTo(before));
    }

    [Test]
    public async Task Verify_finds_what_a_file_system_hides_and_forgets_it()
    {
        await RunAsync(0, "images", shapes);
        Assert.That(await RunAsync(0, "cache", "verify"), Is.EqualTo("7 files read, 0 of them not as remembered, 0 changed since\n"));

        // As if a file's bytes had changed and nothing else, as on a disk that rots.
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder, "cache/datastamp/cache.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "UPDATE paths SET value = randomblob(32) WHERE key = 'hill_2.jpg'";
            Assert.That(command.ExecuteNonQuery(), Is.EqualTo(1));
        }

        File.AppendAllText(Path.Combine(shapes, "hill_1.jpg"), "x");
        var told = await RunAsync(1, "cache", "verify");

        Assert.That(told, Is.EqualTo($"6 files read, 1 of them not as remembered, 1 changed since\n  forgotten {shapes}/hill_2.jpg\n"));
        Assert.That(await RunAsync(0, "cache", "verify"), Is.EqualTo("5 files read, 0 of them not as remembered, 1 changed since\n"));
    }

    [Test]
    public async Task Verify_deletes_a_database_that_is_damaged()
    {
        await RunAsync(0, "images", shapes);
        var file = Path.Combine(folder, "cache/datastamp/cache.db");
        await File.WriteAllTextAsync(file, new string('x', 5000));

        Assert.That(await RunAsync(1, "cache", "verify"), Does.StartWith("damaged, and deleted: "));
        Assert.That(File.Exists(file), Is.False);
    }

    private async Task<JObject> InfoAsync() => JObject.Parse(await RunAsync(0, "cache", "info", "--json"));

    private async Task<string> RunAsync(int exitCode, params string[] arguments)
    {
        var result = await Cli.Wrap("dotnet")
            .WithArguments(["exec", Path.Combine(AppContext.BaseDirectory, "datastamp.dll"), .. arguments])
            .WithEnvironmentVariables(environment => environment.Set("XDG_CACHE_HOME", Path.Combine(folder, "cache")))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(Encoding.UTF8);
        Assert.That(result.ExitCode, Is.EqualTo(exitCode), result.StandardOutput + result.StandardError);
        return result.StandardOutput;
    }
}
