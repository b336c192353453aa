using Datastamp.MSBuild.Protocol;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tool.Projects;

/// <summary>What MSBuild says of a project.</summary>
/// <param name="json">Its answer, with <c>Properties</c> and <c>Items</c>.</param>
internal sealed class MSBuildAnswer(JObject json)
{
    // Every item has these, and a task is never handed them.
    private static readonly HashSet<string> wellKnown = new(StringComparer.OrdinalIgnoreCase)
    {
        "Identity", "FullPath", "RootDir", "Filename", "Extension", "RelativeDir", "Directory", "RecursiveDir", "ModifiedTime", "CreatedTime", "AccessedTime",
        "DefiningProjectFullPath", "DefiningProjectDirectory", "DefiningProjectName", "DefiningProjectExtension",
    };

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
