using System.Text;
using CliWrap;
using CliWrap.Buffered;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tool.Tests;

public class DoctorCommandTests
{
    private string folder = string.Empty;

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("datastamp-test-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task A_machine_that_runs_these_tests_is_healthy()
    {
        var result = await RunAsync(AppContext.BaseDirectory, "--json");
        var json = JObject.Parse(result.StandardOutput);

        Assert.That((result.ExitCode, result.StandardError), Is.EqualTo((0, string.Empty)));
        Assert.That((bool)json["healthy"]!, Is.True);
        Assert.That(
            ((JObject)json["checks"]!).Properties().Select(check => check.Name),
            Is.EqualTo(["datastamp", "runtime", "system", "libc", "decoder", "video", "sdk", "gpu", "cache"]));
        Assert.That(((string?)json["checks"]!["decoder"]!["version"], (string?)json["checks"]!["decoder"]!["path"]), Is.EqualTo((
            "opencv 4.13.0", Path.Combine(AppContext.BaseDirectory, "runtimes/linux-x64/native/libOpenCvSharpExtern.so"))));
        Assert.That((string?)json["checks"]!["video"]!["libavcodec"], Does.StartWith("61."));
        Assert.That(json["checks"]!.SelectTokens("*.state").Select(state => (string)state!), Has.None.EqualTo("bad"));
    }

    [Test]
    public async Task A_machine_without_the_native_library_ends_with_3_and_is_told_why()
    {
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        var result = await RunAsync(folder);

        Assert.That((result.ExitCode, result.StandardError), Is.EqualTo((3, string.Empty)));
        Assert.That(result.StandardOutput, Does.Match("BAD   decoder +does not load\n +The decoder \\(OpenCV\\) does not load").And.Match("BAD   video +needs the decoder"));
    }

    [Test]
    public async Task What_measuring_does_not_need_is_a_note_and_no_failure()
    {
        var cache = Path.Combine(folder, "file");
        await File.WriteAllTextAsync(cache, string.Empty);

        var result = await RunAsync(AppContext.BaseDirectory, environment: new(StringComparer.Ordinal) { ["XDG_CACHE_HOME"] = cache, ["DOTNET_HOST_PATH"] = Path.Combine(folder, "no-dotnet") });

        Assert.That(result.ExitCode, Is.Zero, result.StandardOutput);
        Assert.That(result.StandardOutput, Does.Match("note  sdk +none: .*no-dotnet").And.Match("note  cache +.* cannot be used").And.Not.Contain("BAD"));
    }

    [Test]
    public async Task Looking_leaves_the_cache_as_it_was()
    {
        Directory.CreateDirectory(Path.Combine(folder, "datastamp/datasets"));
        await File.WriteAllTextAsync(Path.Combine(folder, "datastamp/datasets/x.txt"), "12345");

        var result = await RunAsync(AppContext.BaseDirectory, environment: new(StringComparer.Ordinal) { ["XDG_CACHE_HOME"] = folder });

        Assert.That(result.StandardOutput, Does.Contain($"{folder}/datastamp, bytes: 5"));
        Assert.That(Directory.GetFiles(folder, "*", SearchOption.AllDirectories), Has.Length.EqualTo(1));
    }

    private static async Task<BufferedCommandResult> RunAsync(string tool, string? option = null, Dictionary<string, string?>? environment = null) => await Cli.Wrap("dotnet")
        .WithArguments(["exec", Path.Combine(tool, "datastamp.dll"), "doctor", .. option is null ? [] : new[] { option }])
        .WithEnvironmentVariables(environment ?? [])
        .WithValidation(CommandResultValidation.None)
        .ExecuteBufferedAsync(Encoding.UTF8);
}
