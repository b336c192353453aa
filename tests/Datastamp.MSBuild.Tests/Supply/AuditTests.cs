using CliWrap;
using CliWrap.Buffered;
using Datastamp.Tests;

namespace Datastamp.MSBuild.Tests.Supply;

/// <summary>A package that its feed knows to be vulnerable, restored under the settings of this repository.</summary>
public class AuditTests
{
    private string folder = string.Empty;

    [SetUp]
    public void Make() => folder = Directory.CreateTempSubdirectory("datastamp-audit-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task A_vulnerability_of_the_least_severity_fails_the_restore()
    {
        using var feed = new VulnerableFeed();
        File.Copy(Path.Combine(Repository.Root, "Directory.Build.props"), Path.Combine(folder, "Directory.Build.props"));
        Write("Directory.Packages.props", """<Project><ItemGroup><PackageVersion Include="Leaky" Version="1.0.0" /></ItemGroup></Project>""");
        Write("App.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><PackageReference Include="Leaky" /></ItemGroup>
            </Project>
            """);
        Write("NuGet.config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{folder}/packages" /></config>
              <packageSources><clear /><add key="loopback" value="{feed.Address}index.json" allowInsecureConnections="true" /></packageSources>
            </configuration>
            """);

        var restore = await Cli.Wrap("dotnet")
            .WithArguments(["restore", "App.csproj"])
            .WithWorkingDirectory(folder)
            .WithEnvironmentVariables(variables => variables.Set("CI", value: null))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();

        Assert.That(restore.ExitCode, Is.Not.Zero);
        Assert.That(restore.StandardOutput, Does.Contain("error NU1901").And.Contain("https://example.org/hole"));
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);
}
