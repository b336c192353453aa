using Datastamp.Tests;
using Newtonsoft.Json.Linq;

namespace Datastamp.MSBuild.Tests;

/// <summary>A build over hundreds of damaged files: see DamagedMediaTests of the tool, which compares with each file alone.</summary>
public class DamagedBuildTests : NestedBuild
{
    [Test]
    public async Task A_build_over_hundreds_of_damaged_images_names_every_bad_one()
    {
        Project("""<ImageDataset Include="data" Name="Train" OnBadFile="Skip" />""", "Datasets.Train.ImageCount");
        Directory.CreateDirectory(At("data"));
        var random = new Random(2026);
        foreach (var path in Directory.GetFiles(Path.Combine(Repository.Root, "tests/Datastamp.Engine.Tests/Images")).Where(path => !path.EndsWith(".json", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var whole = await File.ReadAllBytesAsync(path);
            var name = Path.GetFileNameWithoutExtension(path) + Path.GetExtension(path).Replace('.', '_');
            await File.WriteAllBytesAsync(At($"data/{name}-whole{Path.GetExtension(path)}"), whole);
            for (var i = 0; i < 11; i++)
            {
                // A third of each file at most is left: none of these can be whole.
                await File.WriteAllBytesAsync(At($"data/{name}-cut{i}{Path.GetExtension(path)}"), whole[..random.Next(1, whole.Length / 3)]);
            }
        }

        var build = await BuildGreenAsync();

        var good = Directory.GetFiles(At("data"), "*-whole*").Length;
        var cut = Directory.GetFiles(At("data"), "*-cut*").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToArray();
        Assert.That(cut, Has.Length.GreaterThan(300));
        Assert.That(build.Warnings.Select(warning => $"{warning.Code} {Path.GetFileName(warning.File)}").Order(StringComparer.Ordinal), Is.EqualTo(cut.Select(name => $"DS0102 {name}")));
        Assert.That(JObject.Parse(Read("datastamp.lock.json"))["images"]!["Train"]!["badFiles"]!.Count(), Is.EqualTo(cut.Length));
        Assert.That(await RunAsync(), Is.EqualTo(good.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }
}
