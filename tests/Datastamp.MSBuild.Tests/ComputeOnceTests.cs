namespace Datastamp.MSBuild.Tests;

public class ComputeOnceTests : NestedBuild
{
    private static readonly string[] projects = ["A", "B"];
    private static readonly string[] frameworks = ["net10.0", "net10.0-windows"];

    [SetUp]
    public void MakeProjects()
    {
        Images("data");
        foreach (var project in projects)
        {
            Write($"{project}/{project}.csproj", $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFrameworks>{string.Join(';', frameworks)}</TargetFrameworks>
                    <EnableWindowsTargeting>true</EnableWindowsTargeting>
                    <DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="Datastamp.MSBuild" Version="{Feed.Version}" PrivateAssets="all" />
                    <ImageDataset Include="../data" Name="Train" Histogram="true" />
                  </ItemGroup>
                </Project>
                """);
            Write($"{project}/{project}.cs", $"namespace {project}; public static class Count {{ public const int Images = Datasets.Train.ImageCount; }}");
        }

        Write("All.slnx", """<Solution><Project Path="A/A.csproj" /><Project Path="B/B.csproj" /></Solution>""");
    }

    [TestCase("-m", "-mt")]
    [TestCase("-m", "-graph", "-isolate")]
    [TestCase("-m:1")]
    public async Task Two_projects_of_two_frameworks_measure_once(params string[] arguments)
    {
        await Dotnet(["restore", "All.slnx"]);

        var build = await BuildAsync(["All.slnx", "--no-restore", .. arguments]);

        Assert.That(build.Succeeded, Is.True, build.Output);
        AssertMeasuredOnce(build.Work, workers: 4);
        Assert.That(build.WorkersStarted, Is.EqualTo(4));
        var again = await BuildAsync(["All.slnx", .. arguments]);
        Assert.That(again.Succeeded, Is.True, again.Output);
        Assert.That((again.TasksRun, again.WorkersStarted), Is.EqualTo((4, 0)));
    }

    [Test]
    public async Task Two_builds_at_the_same_time_measure_once()
    {
        await Dotnet(["restore", "All.slnx"]);

        // Of one project each: two builds of one project fight over the compiler's outputs, whoever takes part.
        var builds = await Task.WhenAll(projects.Select(project => BuildAsync($"{project}/{project}.csproj", "--no-restore", "-m")));

        Assert.That(builds.All(build => build.Succeeded), Is.True, string.Concat(builds.Select(build => build.Output)));
        AssertMeasuredOnce(builds.SelectMany(build => build.Work), workers: 4);
    }

    [Test]
    public async Task Two_builds_of_the_same_project_at_the_same_time_measure_once()
    {
        await Dotnet(["restore", "All.slnx"]);

        var builds = await Task.WhenAll(projects.Select(_ => BuildAsync("A/A.csproj", "--no-restore", "-t:DatastampStamp", "-p:TargetFramework=net10.0")));

        Assert.That(builds.All(build => build.Succeeded), Is.True, string.Concat(builds.Select(build => build.Output)));
        Assert.That(builds.SelectMany(build => build.Work).Count(work => work.EndsWith("7 decoded.", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(Directory.GetFiles(At("A/obj/Debug/net10.0"), "*Datasets*").Select(Path.GetFileName), Is.EquivalentTo(["A.Datasets.g.cs", "A.Datasets.g.cs.state", "A.Datasets.g.cs.log"]));
    }

    private void AssertMeasuredOnce(IEnumerable<string> work, int workers)
    {
        Assert.That(work, Is.EquivalentTo([
            "Train: 7 files, 7 read, 7 decoded.",
            .. Enumerable.Repeat("Train: 7 files, 0 read, 0 decoded.", workers - 1)]));
        var logs = Directory.GetFiles(Root, "*.Datasets.g.cs.log", SearchOption.AllDirectories).Select(File.ReadAllText).ToArray();
        Assert.That(logs, Has.Length.EqualTo(workers));
        Assert.That(logs.Count(log => log.Contains(" 7 decoded.", StringComparison.Ordinal)), Is.EqualTo(1));
        var locks = projects.Select(project => Read($"{project}/datastamp.lock.json")).Distinct(StringComparer.Ordinal);
        Assert.That(locks, Has.Exactly(1).Items);
        Assert.That(Directory.GetFiles(Root, "datastamp.lock.json*", SearchOption.AllDirectories), Has.Length.EqualTo(2));
    }
}
