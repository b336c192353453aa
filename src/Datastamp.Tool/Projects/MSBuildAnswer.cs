using Datastamp.MSBuild.Protocol;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tool.Projects;

/// <summary>What MSBuild says of a project.</summary>
internal sealed class MSBuildAnswer
{
    // Every item has these, and a task is never handed them.
    private static readonly HashSet<string> wellKnown = new(StringComparer.OrdinalIgnoreCase)
    {
        "Identity", "FullPath", "RootDir", "Filename", "Extension", "RelativeDir", "Directory", "RecursiveDir", "ModifiedTime", "CreatedTime", "AccessedTime",
        "DefiningProjectFullPath", "DefiningProjectDirectory", "DefiningProjectName", "DefiningProjectExtension",
    };

    private readonly JObject json;

    private MSBuildAnswer(JObject json) => this.json = json;

    /// <summary>Reads an answer.</summary>
    /// <param name="text">An object of JSON, with <c>Properties</c> and <c>Items</c>.</param>
    /// <exception cref="JsonException">It is none.</exception>
    public static MSBuildAnswer Parse(string text)
    {
        // What looks like a time is text like any other.
        using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
        return new(JObject.Load(reader));
    }

    /// <summary>A property's value; empty where it has none.</summary>
    public string Property(string name) => (string?)json["Properties"]?[name] ?? string.Empty;

    /// <summary>Whether a property says <c>true</c>.</summary>
    public bool IsTrue(string name) => Property(name).Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The items of a type, as a task is handed them.</summary>
    public IEnumerable<DatasetRequest> Items(string type) => (json["Items"]?[type] as JArray ?? []).OfType<JObject>().Select(item => new DatasetRequest
    {
        Include = (string?)item["Identity"] ?? string.Empty,
        DefinedIn = (string?)item["DefiningProjectFullPath"] ?? string.Empty,
        Metadata = new(
            item.Properties().Where(metadata => !wellKnown.Contains(metadata.Name)).ToDictionary(metadata => metadata.Name, metadata => (string?)metadata.Value ?? string.Empty, StringComparer.Ordinal),
            StringComparer.Ordinal),
    });
}
