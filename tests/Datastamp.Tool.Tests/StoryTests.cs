using Newtonsoft.Json.Linq;

namespace Datastamp.Tool.Tests;

/// <summary>What a person does with the tool, from a project that knows nothing of it to one whose data has changed.</summary>
public class StoryTests : ProjectWithTool
{
    [Test]
    public async Task A_project_is_given_datasets_builds_drifts_and_is_brought_in_line()
    {
        Data("shapes");
        Data("clips");
        Write("App.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">

              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>

            </Project>
            """);
        Write("Program.cs", "System.Console.WriteLine($\"{App.Datasets.Shapes.ImageCount} {App.Datasets.Clips.ClipCount}\");");

        string[] init = ["init", "data/shapes", "data/clips", "--resize", "64", "--center-crop", "56", "--segments", "8"];
        var untouched = Read("App.csproj");
        Assert.That(await ToolAsync(0, init), Does.Contain("+").And.Contain("ImageDataset"));
        Assert.That(Read("App.csproj"), Is.EqualTo(untouched));
        await ToolAsync(0, [.. init, "--apply"]);
        Rename("DataShapes", "Shapes");
        Rename("DataClips", "Clips");

        await DotnetGreenAsync("build");
        Assert.That(await DotnetGreenAsync("run", "--no-build"), Is.EqualTo("7 2\n"));
        Assert.That(await ToolAsync(0, "update"), Does.Contain("nothing differs"));
        Assert.That(await ToolAsync(0, "check"), Does.Contain("Shapes: as the lock says (7 files, 7 read)"));

        File.Copy(At("data/shapes/hill_1.jpg"), At("data/shapes/hill_2.jpg"), overwrite: true);
        var locked = Read("datastamp.lock.json");
        Assert.That(await ToolAsync(1, "check"), Does.Contain("changed  hill_2.jpg"));
        var diff = JObject.Parse(await ToolAsync(1, "diff", "--json"))["datasets"]![0]!;
        Assert.That(((string?)diff["changes"]![0]!["path"], (string?)diff["changes"]![0]!["change"]), Is.EqualTo(("hill_2.jpg", "changed")));
        var moved = diff["numbers"]!.ToDictionary(number => (string)number["name"]!, number => (double?)number["by"], StringComparer.Ordinal);
        Assert.That(Read("datastamp.lock.json"), Is.EqualTo(locked));

        Assert.That(await ToolAsync(0, "update"), Does.Contain("measured again, and the lock updated"));
        var (before, now) = (Mean(locked), Mean(Read("datastamp.lock.json")));
        Assert.That(now, Is.Not.EqualTo(before));
        Assert.That(moved["mixed.mean[0]"], Is.EqualTo(now - before));
        await ToolAsync(0, "check");
        await ToolAsync(0, "check", "--recompute");

        await ToolAsync(0, "report", "-o", "out/report.html");
        Assert.That(Read("out/report.html"), Does.Contain("i0-pictures").And.Contain("v0-strips").And.Contain("data:image/jpeg;base64,"));
        foreach (var format in Datastamp.Output.ArtifactFormat.All)
        {
            await ToolAsync(0, "export", "--format", format.Name, "-o", "out/" + format.Name);
            Assert.That(Directory.GetFiles(At("out/" + format.Name), "*", SearchOption.AllDirectories), Is.Not.Empty, format.Name);
        }

        Write("App.csproj", string.Join('\n', Read("App.csproj").Split('\n').Where(line => !line.Contains("<VideoDataset", StringComparison.Ordinal))));
        Assert.That((await DotnetAsync("datastamp", "check")).StandardError, Does.Contain("warning DS0211: Clips: the lock has an entry of videos"));

        Assert.That(Read("../summary.md"), Does.Contain("| Shapes | 7 |").And.Contain("**differs from the lock** | changed hill&#95;2.jpg |"));
    }

    private static double Mean(string text) => (double)JObject.Parse(text)["images"]!["Shapes"]!["mixed"]!["mean"]![0]!;

    private void Rename(string from, string to) => Write("App.csproj", Read("App.csproj").Replace($"\"{from}\"", $"\"{to}\"", StringComparison.Ordinal));

    private async Task<string> DotnetGreenAsync(params string[] arguments)
    {
        var result = await DotnetAsync(arguments);
        Assert.That(result.ExitCode, Is.Zero, result.StandardOutput + result.StandardError);
        return result.StandardOutput;
    }
}
