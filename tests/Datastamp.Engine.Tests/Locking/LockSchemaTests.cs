using Datastamp.Caching;
using Datastamp.Definitions;
using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Stamping;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tests.Locking;

/// <summary>Holds the published schema to what is written; <see cref="LockFileTests"/> validates real locks by it.</summary>
public class LockSchemaTests : TemporaryFolder
{
    private static readonly JObject schema = JObject.Parse(File.ReadAllText(Path.Combine(Repository.Root, "nuget/schemas/datastamp.lock.schema.json")));

    [SetUp]
    public void MakeData()
    {
        WriteImage("data/a.png", 3, 2, 10, 20, 30);
        Write("data/bad.png", 1, 2, 3);
        Write("clips/bad.mp4", 1, 2, 3);
        File.Copy(Path.Combine(Repository.Root, "tests/Samples/Quickstart/data/clips/slide/right.mp4"), At("clips/right.mp4"));
    }

    [Test]
    public async Task Every_member_that_is_written_is_in_the_schema_and_no_other() =>
        Assert.That(Written(await LockAsync(optional: true), string.Empty).Distinct(StringComparer.Ordinal), Is.EquivalentTo(Declared(schema, string.Empty)));

    [Test]
    public async Task What_is_always_written_is_required()
    {
        var entry = (JObject)(await LockAsync(optional: false))["images"]!["Train"]!;

        Assert.That(Required("image"), Is.EquivalentTo(entry.Properties().Select(member => member.Name)));
        Assert.That(
            schema["definitions"]!["image"]!["properties"]!["definition"]!["required"]!.Values<string>(),
            Is.EquivalentTo(((JObject)entry["definition"]!).Properties().Select(member => member.Name)));
        Assert.That(Required("statistics"), Is.EquivalentTo(["mean", "std"]));
        var video = (JObject)(await LockAsync(optional: false))["videos"]!["Clips"]!;
        Assert.That(Required("video"), Is.EquivalentTo(video.Properties().Select(member => member.Name)));
        Assert.That(
            schema["definitions"]!["video"]!["properties"]!["definition"]!["required"]!.Values<string>(),
            Is.EquivalentTo(((JObject)video["definition"]!).Properties().Select(member => member.Name)));
    }

    [Test]
    public void The_definition_may_have_the_values_that_projects_may_give()
    {
        Assert.That(DefinitionValues("image", "color"), Is.EqualTo(ImageMetadata.Color.Values));
        Assert.That(DefinitionValues("image", "orientation"), Is.EqualTo(ImageMetadata.Orientation.Values));
        Assert.That(DefinitionValues("image", "interpolation"), Is.EqualTo([string.Empty, .. ImageMetadata.Interpolation.Values]));
        Assert.That(DefinitionValues("image", "histogram"), Is.EquivalentTo(ImageMetadata.Histogram.Values));
        Assert.That(DefinitionValues("video", "frameCount"), Is.EqualTo(VideoMetadata.FrameCount.Values));
        Assert.That(DefinitionValues("video", "identity"), Is.EqualTo(VideoMetadata.Identity.Values));
    }

    private static IEnumerable<string?> DefinitionValues(string kind, string name) =>
        schema["definitions"]![kind]!["properties"]!["definition"]!["properties"]![name]!["enum"]!.Values<string>();

    private static IEnumerable<string?> Required(string definition) => schema["definitions"]![definition]!["required"]!.Values<string>();

    /// <summary>All members below a value: <c>.images.*.badFiles[].path</c>.</summary>
    private static IEnumerable<string> Written(JToken value, string path) => value switch
    {
        JObject named when path is ".images" or ".videos" or ".images.*.histogram.percentiles" => named.PropertyValues().SelectMany(member => Below(member, path + ".*")),
        JObject members => members.Properties().SelectMany(member => Below(member.Value, $"{path}.{member.Name}")),
        JArray items => items.SelectMany(item => Written(item, path + "[]")),
        _ => [],
    };

    private static IEnumerable<string> Below(JToken value, string path) => [path, .. Written(value, path)];

    private static IEnumerable<string> Declared(JToken description, string path)
    {
        if (description["$ref"] is { } reference)
        {
            return Declared(schema.SelectToken(((string)reference!)[2..].Replace('/', '.'))!, path);
        }

        var members = (description["properties"] as JObject)?.Properties().SelectMany(member => DeclaredBelow(member.Value, $"{path}.{member.Name}")) ?? [];
        var others = description["additionalProperties"] is JObject other ? DeclaredBelow(other, path + ".*") : [];
        var items = description["items"] is JObject item ? Declared(item, path + "[]") : [];
        return [.. members, .. others, .. items];
    }

    private static IEnumerable<string> DeclaredBelow(JToken description, string path) => [path, .. Declared(description, path)];

    private async Task<JObject> LockAsync(bool optional)
    {
        var dataset = new ImageDataset { Name = "Train", Root = At("data"), Include = "data", OnBadFile = BadFilePolicy.Skip, Histogram = optional, Subset = optional ? ImageSubset.Parse("0.5", 0) : null };
        var result = await DatasetMeasurer.MeasureAsync(dataset, CacheUse.None, MeasureOptions.Default, _ => { }, CancellationToken.None);
        var clips = new VideoDataset { Name = "Clips", Root = At("clips"), Include = "clips", OnBadFile = BadFilePolicy.Skip };
        var videos = VideoResult.From(clips, await DatasetMeasurer.MeasureAsync(clips, CacheUse.None, MeasureOptions.Default, _ => { }, CancellationToken.None));
        var odd = videos with { Videos = [videos.Videos[0] with { Problem = "odd" }] };
        return JObject.Parse(LockFile.Read(At("lock.json")).With(("Train", optional ? result with { Device = "cuda" } : result), ("Clips", odd)).Text);
    }
}
