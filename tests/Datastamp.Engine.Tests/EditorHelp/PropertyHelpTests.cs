using System.Xml.Linq;
using Datastamp.Output;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tests.EditorHelp;

public class PropertyHelpTests
{
    // Where the package's own files lie. Only this repository's projects and tests set them, so nobody is told of them.
    private static readonly string[] ofThePackage = ["DatastampTaskAssembly", "DatastampWorker", "DatastampDiagnosticsPage"];

    private static readonly string[] names = [.. HelpDocuments.Page("Properties").SelectMany(row => row.Names)];

    [Test]
    public void The_schema_and_the_rule_list_the_properties_of_the_page_in_its_order()
    {
        Assert.That(HelpDocuments.SchemaProperties.Select(entry => entry.Name), Is.EqualTo(names));
        Assert.That(HelpDocuments.RuleProperties.Select(entry => entry.Told), Is.EqualTo(HelpDocuments.SchemaProperties.Select(entry => entry.Told)));
    }

    [Test]
    public void The_package_sets_no_public_property_that_the_page_does_not_list()
    {
        var set = Elements()
            .Where(element => element.Parent?.Name.LocalName == "PropertyGroup")
            .Select(property => property.Name.LocalName)
            .Where(name => name.StartsWith("Datastamp", StringComparison.Ordinal))
            .ToHashSet(StringComparer.Ordinal);

        Assert.That(set, Does.Contain("DatastampEnabled").And.Contain("DatastampLockedMode"));
        Assert.That(set.Except(names, StringComparer.Ordinal), Is.EquivalentTo(ofThePackage));
    }

    [Test]
    public void The_package_uses_every_property_that_the_page_lists()
    {
        var used = Elements()
            .SelectMany(element => element.Attributes().Select(attribute => attribute.Value).Append(element.HasElements ? string.Empty : element.Value)
                .SelectMany(text => names.Where(name => name != element.Name.LocalName && text.Contains($"$({name})", StringComparison.Ordinal))));

        Assert.That(names.Except(used, StringComparer.Ordinal), Is.Empty);
    }

    [Test]
    public void The_page_says_the_defaults_of_the_schema()
    {
        foreach (var entry in HelpDocuments.SchemaProperties.Where(entry => entry.Default.Length > 0))
        {
            var row = HelpDocuments.Page("Properties").Single(row => row.Names.Contains(entry.Name, StringComparer.Ordinal));
            Assert.That(row.Meaning[row.Meaning.LastIndexOf('(')..], Does.Contain($"`{entry.Default}`"), entry.Name);
        }
    }

    [Test]
    public void The_page_offers_the_artifacts_of_the_schema()
    {
        var values = (JObject)HelpDocuments.Schema["properties"]!["DatastampArtifacts"]!["type"]!["values"]!;

        Assert.That(values.Properties().Select(value => value.Name), Is.EqualTo(ArtifactFormat.All.Select(format => format.Name)));
        Assert.That(
            HelpDocuments.Page("Properties").Single(row => row.Names.Contains("DatastampArtifacts", StringComparer.Ordinal)).Meaning,
            Does.Contain(string.Join(", ", ArtifactFormat.All.Select(format => $"`{format.Name}`"))));
        Assert.That((string)HelpDocuments.Schema["properties"]!["DatastampArtifacts"]!["description"]!, Does.Contain(string.Join(", ", ArtifactFormat.All.Select(format => format.Name))));
    }

    // The editor's own schema is not ours to carry: https://github.com/mhutch/MonoDevelop.MSBuildEditor, Schemas/buildschema.json.
    [Test]
    public void The_schema_uses_only_the_words_that_the_MSBuild_editor_knows()
    {
        string[] entryWords = ["description", "type", "defaultValue", "isList"];
        string[] types = ["string", "bool", "int", "folder", "file", "clr-namespace", "clr-type-name"];
        var item = (JObject)HelpDocuments.Schema["items"]!["ImageDataset"]!;
        var entries = ((JObject)item["metadata"]!).Properties().Concat(((JObject)HelpDocuments.Schema["properties"]!).Properties()).ToArray();

        Assert.That(HelpDocuments.Schema.Properties().Select(word => word.Name), Is.EquivalentTo(["items", "properties"]));
        Assert.That(item.Properties().Select(word => word.Name), Is.SubsetOf(["description", "includeDescription", "type", "metadata"]));
        foreach (var entry in entries.Select(entry => (JObject)entry.Value))
        {
            Assert.That(entry.Properties().Select(word => word.Name), Is.SubsetOf(entryWords), entry.Path);
            Assert.That(
                entry["type"] is JObject type ? type.Properties().All(word => word.Name == "values") : types.Contains((string?)entry["type"], StringComparer.Ordinal),
                Is.True,
                entry.Path);
        }
    }

    private static IEnumerable<XElement> Elements() => new[] { "Datastamp.MSBuild.props", "Datastamp.MSBuild.targets" }
        .SelectMany(file => XDocument.Load(Path.Combine(HelpDocuments.Folder, file)).Descendants());
}
