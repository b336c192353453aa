using System.Text.Json.Nodes;
using System.Xml.Linq;
using Mono.Cecil;

namespace Datastamp.MSBuild.Tests;

/// <summary>What editors find in a project that uses the package. That its words agree is tested beside the reader of the items.</summary>
public class EditorHelpTests : NestedBuild
{
    private static readonly string[] rules = ["build/Datastamp.xaml", "build/ImageDataset.xaml", "build/VideoDataset.xaml"];

    [Test]
    public async Task Visual_Studio_is_told_of_the_item_and_where_its_rules_lie()
    {
        var items = (await EvaluateAsync("-getItem:PropertyPageSchema,AvailableItemName"))["Items"]!;
        var ours = items["PropertyPageSchema"]!.AsArray().Where(rule => ((string)rule!["FullPath"]!).StartsWith(Feed.Packages, StringComparison.Ordinal)).ToArray();

        Assert.That(items["AvailableItemName"]!.AsArray().Select(item => (string)item!["Identity"]!), Is.SupersetOf(new[] { "ImageDataset", "VideoDataset" }));
        Assert.That(
            ours.Select(rule => ((string)rule!["Filename"]! + rule["Extension"], (string)rule["Context"]!)),
            Is.EquivalentTo([("ImageDataset.xaml", "File;BrowseObject"), ("VideoDataset.xaml", "File;BrowseObject"), ("Datastamp.xaml", "Project")]));
        Assert.That(ours.Select(rule => (string)rule!["FullPath"]!), Has.All.Exist);
    }

    [Test]
    public async Task The_defaults_that_editors_are_told_hold_in_a_project()
    {
        using var package = new Nupkg(Feed.PackageFile);
        var told = JsonNode.Parse(package.Read("build/Datastamp.MSBuild.targets.buildschema.json"))!["properties"]!.AsObject()
            .Where(property => property.Value!["defaultValue"] is not null)
            .Select(property => (property.Key, (string)property.Value!["defaultValue"]!))
            .ToArray();

        var held = (await EvaluateAsync("-t:DatastampSettings", $"-getProperty:{string.Join(',', told.Select(property => property.Key))}"))["Properties"]!.AsObject();

        Assert.That(told, Has.Length.GreaterThan(3));
        Assert.That(held.Select(property => (property.Key, (string)property.Value!)), Is.EquivalentTo(told));
    }

    // The types that Visual Studio reads rules into: only MSBuild's library for .NET Framework has them.
    [TestCaseSource(nameof(rules))]
    public void The_rules_use_only_elements_and_attributes_that_Visual_Studio_knows(string rule)
    {
        using var package = new Nupkg(Feed.PackageFile);
        using var types = ModuleDefinition.ReadModule(FullFramework.Library("Microsoft.Build.Framework", "18.9.6"));
        var document = XDocument.Load(new MemoryStream(package.Read(rule)));

        foreach (var element in document.Descendants())
        {
            var name = element.Name.LocalName.Split('.');
            var members = Members(types, name[0]);

            Assert.That(element.Name.NamespaceName, Is.EqualTo("http://schemas.microsoft.com/build/2009/properties"));
            Assert.That(members, Is.Not.Empty, name[0]);
            Assert.That(members, Is.SupersetOf(name.Skip(1)), element.ToString());
            Assert.That(members, Is.SupersetOf(element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration).Select(attribute => attribute.Name.LocalName)), element.ToString());
        }

        Assert.That(document.Descendants().Count(), Is.GreaterThan(10));
    }

    private static string[] Members(ModuleDefinition types, string name)
    {
        var type = types.GetType("Microsoft.Build.Framework.XamlTypes", name);
        return type is null ? [] : [.. type.Properties.Select(property => property.Name), .. Members(types, type.BaseType.Name)];
    }

    private async Task<JsonNode> EvaluateAsync(params string[] question)
    {
        Project(string.Empty);
        var result = await Dotnet(["build", "-t:Restore", "-nodeReuse:false"]);
        Assert.That(result.ExitCode, Is.Zero, result.StandardOutput);
        return JsonNode.Parse((await Dotnet(["msbuild", .. question])).StandardOutput)!;
    }
}
