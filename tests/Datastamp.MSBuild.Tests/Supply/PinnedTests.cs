using System.Text.RegularExpressions;
using System.Xml.Linq;
using Datastamp.Tests;

namespace Datastamp.MSBuild.Tests.Supply;

/// <summary>What others publish is used in the version that was looked at.</summary>
public partial class PinnedTests
{
    private static string[] Projects =>
        [.. new[] { "src", "tests" }.SelectMany(folder => Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.csproj", SearchOption.AllDirectories))];

    [TestCase("nuget/examples/github-actions.yml")]
    [TestCase("build/cluster/github/matrix.yml")]
    public void Actions_are_pinned_to_commits(string workflow)
    {
        var uses = File.ReadLines(Path.Combine(Repository.Root, workflow)).Where(line => line.Contains("uses:", StringComparison.Ordinal)).ToArray();

        Assert.That(uses, Is.Not.Empty);
        Assert.That(uses, Has.All.Matches<string>(Commit().IsMatch));
    }

    [Test]
    public void Every_project_restores_by_a_lock_and_names_no_version_of_its_own()
    {
        Assert.That(Projects, Has.Length.GreaterThan(10));
        Assert.Multiple(() =>
        {
            foreach (var project in Projects)
            {
                Assert.That(Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json"), Does.Exist);
                Assert.That(XDocument.Load(project).Descendants("PackageReference").Attributes("Version"), Is.Empty, project);
            }
        });
    }

    [Test]
    public void No_version_floats()
    {
        var versions = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants()
            .Where(element => element.Name.LocalName is "PackageVersion" or "GlobalPackageReference")
            .Select(element => element.Attribute("Version")!.Value)
            .ToArray();

        Assert.That(versions, Has.Length.GreaterThan(40));
        Assert.That(versions, Has.None.Contains("*").And.None.Contains(","));
    }

    [GeneratedRegex(@"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Commit();
}
