using CliWrap.Buffered;

namespace Datastamp.MSBuild.Tests;

/// <summary>What <c>datastamp init</c> writes builds, with the packed package.</summary>
public class InitTests : NestedBuild
{
    private static string Tool => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../Datastamp.Tool", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "datastamp.dll"));

    [Test]
    public async Task A_project_that_was_written_to_builds_and_its_program_knows_the_data()
    {
        MakePlainProject();
        Images("../data/100% @home;(a) & $(b)*'", "hill_1.jpg", "hill_2.jpg");
        Clip("fan.webm", "clips/turn/fan.webm");
        Write("Program.cs", """System.Console.Write($"{Datasets._100HomeAB.ImageCount} {Datasets.Clips.All[0].Segments.Length}");""");

        var init = await InitAsync("../data/100% @home;(a) & $(b)*'", "clips", "--segments", "4", "--apply");

        Assert.That(init.ExitCode, Is.Zero, init.StandardError);
        await BuildGreenAsync();
        Assert.That(await RunAsync(), Is.EqualTo("2 4"));
    }

    [Test]
    public async Task A_project_with_central_versions_builds()
    {
        MakePlainProject();
        Write("../Directory.Packages.props", "<Project>\n  <PropertyGroup>\n    <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>\n  </PropertyGroup>\n</Project>\n");
        Images("data", "hill_1.jpg");
        Write("Program.cs", "System.Console.Write(Datasets.Data.ImageCount);");

        var init = await InitAsync(Root, "data", "--apply");

        Assert.That(init.ExitCode, Is.Zero, init.StandardError);
        await BuildGreenAsync();
        Assert.That(await RunAsync(), Is.EqualTo("1"));
    }

    [Test]
    public async Task Nothing_is_written_until_it_is_asked_for()
    {
        MakePlainProject();
        Images("data", "hill_1.jpg");
        var before = Read("App.csproj");

        var shown = await InitAsync("data");

        Assert.That(Read("App.csproj"), Is.EqualTo(before));
        Assert.That(shown.StandardOutput, Does.Contain("""+    <ImageDataset Include="data" Name="Data" />""").And.Contain("Nothing was written."));
    }

    private void MakePlainProject() => Write("App.csproj", """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <RootNamespace></RootNamespace>
            <UseAppHost>false</UseAppHost>
          </PropertyGroup>
        </Project>
        """);

    private Task<BufferedCommandResult> InitAsync(params string[] arguments) => Dotnet(["exec", Tool, "init", .. arguments]);
}
