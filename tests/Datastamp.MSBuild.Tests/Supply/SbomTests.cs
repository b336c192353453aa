using System.Text.Json.Nodes;
using Datastamp.Tests;

namespace Datastamp.MSBuild.Tests.Supply;

/// <summary>What packages are made of, as they say it and as it was restored.</summary>
public class SbomTests
{
    private static string Restored => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget/packages");

    [TestCase("MSBuild", "Tool")]
    [TestCase("Tool", "Tool")]
    [TestCase("Core", "Core")]
    [TestCase("Engine", "Engine")]
    [TestCase("Torch", "Torch")]
    public void A_package_names_every_package_in_it_with_the_hash_of_its_file(string package, string project)
    {
        var listed = Components(package)
            .Select(component => $"{component["name"]} {component["version"]} {component["hashes"]![0]!["content"]}");

        var locked = Read($"src/Datastamp.{project}/packages.lock.json")["dependencies"]!.AsObject()
            .SelectMany(framework => framework.Value!.AsObject())
            .Where(dependency => dependency.Value!["contentHash"] is not null && !IsOnlyForBuilding(dependency.Key))
            .Select(dependency => (Name: dependency.Key, Version: (string)dependency.Value!["resolved"]!))
            .Select(dependency => $"{dependency.Name} {dependency.Version} {Hash(dependency.Name.ToLowerInvariant(), dependency.Version)}");

        Assert.That(listed, Is.EquivalentTo(locked.Distinct(StringComparer.Ordinal)), "run build/sbom, and commit what it writes");
    }

    [Test]
    public void It_is_of_this_version_and_not_of_a_moment([Values("MSBuild", "Tool", "Core", "Engine", "Torch")] string package)
    {
        var metadata = Read($"nuget/sbom/Datastamp.{package}.cdx.json")["metadata"]!;

        Assert.That((string?)metadata["component"]!["name"], Is.EqualTo($"Datastamp.{package}"));
        Assert.That(Feed.Version, Does.StartWith((string)metadata["component"]!["version"]!));
        Assert.That(metadata["timestamp"], Is.Null, "packages of one commit are to be equal");
    }

    [Test]
    public void It_is_in_the_package()
    {
        using var package = new Nupkg(Feed.PackageFile);

        Assert.That(package.Read("sbom/Datastamp.MSBuild.cdx.json"), Is.EqualTo(File.ReadAllBytes(Path.Combine(Repository.Root, "nuget/sbom/Datastamp.MSBuild.cdx.json"))));
    }

    /// <summary>An analyzer is part of no package.</summary>
    private static bool IsOnlyForBuilding(string name) => name is "Meziantou.Analyzer";

    private static IEnumerable<JsonNode> Components(string package) =>
        Read($"nuget/sbom/Datastamp.{package}.cdx.json")["components"]?.AsArray().Select(node => node!) ?? [];

    /// <summary>What the restore wrote beside the package that it took.</summary>
    private static string Hash(string name, string version) =>
        Convert.ToHexString(Convert.FromBase64String(File.ReadAllText(Path.Combine(Restored, name, version, $"{name}.{version}.nupkg.sha512"))));

    private static JsonNode Read(string path) => JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, path)))!;
}
