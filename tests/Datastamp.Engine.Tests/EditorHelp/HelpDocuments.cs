using System.Text.RegularExpressions;
using System.Xml.Linq;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tests.EditorHelp;

/// <summary>Reads what people and editors are told: the package's page, the schema beside the targets, the rules.</summary>
internal static partial class HelpDocuments
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "nuget", "build");

    public static JObject Schema { get; } = JObject.Parse(File.ReadAllText(Path.Combine(Folder, "Datastamp.MSBuild.targets.buildschema.json")));

    public static IReadOnlyList<HelpEntry> SchemaProperties { get; } = Entries(Schema["properties"]!);

    public static IReadOnlyList<HelpEntry> RuleProperties { get; } = Rule("Datastamp.xaml");

    public static IReadOnlyList<HelpEntry> SchemaMetadata(string itemType) => Entries(Schema["items"]![itemType]!["metadata"]!);

    public static IReadOnlyList<HelpEntry> RuleMetadata(string itemType) => Rule($"{itemType}.xaml");

    /// <summary>The rows of a table of the page: the names of the first cell, and the text of the second.</summary>
    public static IReadOnlyList<(IReadOnlyList<string> Names, string Meaning)> Page(string heading)
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "nuget", "Datastamp.MSBuild.md"));
        var section = page.Split("\n## ").Single(part => part.StartsWith(heading + "\n", StringComparison.Ordinal));
        return [.. Row().Matches(section).Select(row => (Code(row.Groups["names"].Value), row.Groups["meaning"].Value))];
    }

    /// <summary>What stands between backticks.</summary>
    public static IReadOnlyList<string> Code(string text) => [.. Backticked().Matches(text).Select(match => match.Groups["code"].Value)];

    private static HelpEntry[] Entries(JToken section) =>
    [
        .. ((JObject)section).Properties().Select(property => new HelpEntry(
            property.Name,
            Kind(property.Value["type"]!, property.Value["isList"] is not null),
            (string?)property.Value["defaultValue"] ?? string.Empty,
            (string)property.Value["description"]!,
            property.Value["isList"] is null && property.Value["type"] is JObject type ? Values(type) : [])),
    ];

    private static string Kind(JToken type, bool isList) => type switch
    {
        _ when isList => "String",
        JObject => "Enum",
        JValue { Value: "bool" } => "Bool",
        JValue { Value: "int" } => "Int",
        _ => "String",
    };

    private static (string Value, string Description)[] Values(JObject type) =>
        [.. ((JObject)type["values"]!).Properties().Select(value => (value.Name, (string)value.Value!))];

    private static HelpEntry[] Rule(string file) =>
    [
        .. XDocument.Load(Path.Combine(Folder, file)).Root!.Elements()
            .Where(element => element.Attribute("Name") is not null)
            .Select(element => new HelpEntry(
                element.Attribute("Name")!.Value,
                element.Name.LocalName.Replace("Property", string.Empty, StringComparison.Ordinal),
                element.Attribute("Default")?.Value ?? string.Empty,
                element.Attribute("Description")!.Value,
                [.. element.Elements().Select(value => (value.Attribute("Name")!.Value, value.Attribute("Description")!.Value))])),
    ];

    [GeneratedRegex(@"^\| (?<names>`.*?) \| (?<meaning>.*) \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<code>[^`]*)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Backticked();
}
