namespace Datastamp.MSBuild.Tests;

/// <summary>What the package does to those who use a project that uses it: nothing.</summary>
public class ConsumerTests : NestedBuild
{
    [TestCase(" PrivateAssets=\"all\"")]
    [TestCase("")]
    public async Task A_project_that_references_a_consumer_runs_and_imports_nothing(string privateAssets)
    {
        Library(privateAssets);
        Write("../Top/Top.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="../App/App.csproj" />
                <ImageDataset Include="nowhere" />
              </ItemGroup>
            </Project>
            """);
        Write("../Top/Top.cs", "public static class Top { public const int Images = App.Datasets.Train.ImageCount; }");

        var build = await BuildGreenAsync("../Top/Top.csproj");

        Assert.That(build.ProjectsThatRan("DatastampStamp"), Is.EqualTo(["App"]));
        Assert.That(build.ProjectsThatRan("CoreCompile"), Is.EquivalentTo(["App", "Top"]));
        Assert.That(Imports("../Top/obj"), Does.Not.Contain("Datastamp"));
        Assert.That(Imports("obj"), Does.Contain("Datastamp.MSBuild.targets"));
    }

    [Test]
    public async Task A_packed_library_depends_on_nothing_of_ours()
    {
        Library(" PrivateAssets=\"all\"");

        var build = await BuildGreenAsync("-t:Pack");

        Assert.That(build.ProjectsThatRan("DatastampStamp"), Is.EqualTo(["App"]));
        using var package = new Nupkg(At("bin/Debug/App.1.0.0.nupkg"));
        Assert.That(package.Nuspec["dependencies"].SelectMany(element => element.Descendants()).Where(element => element.Name.LocalName == "dependency"), Is.Empty);
        Assert.That(package.Names, Is.EqualTo(["App.nuspec", "lib/net10.0/App.dll"]));
    }

    private void Library(string privateAssets)
    {
        Images("data", "noise.png");
        Write("App.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <DatastampPublic>true</DatastampPublic>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Datastamp.MSBuild" Version="{Feed.Version}"{privateAssets} />
                <ImageDataset Include="data" Name="Train" />
              </ItemGroup>
            </Project>
            """);
    }

    /// <summary>What NuGet makes a project import.</summary>
    private string Imports(string folder) => string.Concat(Directory.GetFiles(At(folder), "*.nuget.g.*").Select(File.ReadAllText));
}
