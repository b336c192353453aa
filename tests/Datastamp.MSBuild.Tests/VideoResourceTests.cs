using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Datastamp.MSBuild.Tests;

/// <summary>Videos that are too much for code: their columns are an embedded resource.</summary>
public class VideoResourceTests : NestedBuild
{
    private const string Item = """<VideoDataset Include="clips" Segments="2" />""";
    private const string Expression = "Datasets.Clips.All[1999].Path} {Datasets.Clips.All[1999].FrameCount} {Datasets.Clips.All[1999].Segments[1]} {Datasets.Clips.Labels.Length";

    // 100 + 1999 mod 300 = 299 frames; 299 // 2 = 149 a segment, the middle of the second is 149 + 74.
    private const string Last = "label3/clip001999.mp4 299 223 4";
    private const string ResourceName = "App.Datasets.g.cs.bin";

    private string DataFile => GeneratedFile + ".bin";

    [SetUp]
    public void MakeLock() => Write("datastamp.lock.json", ManyClips.Lock("Clips", ManyClips.Many));

    [Test]
    public async Task Many_clips_are_read_from_the_assembly_until_there_are_few()
    {
        Project(Item, Expression);
        var first = await BuildGreenAsync();
        Assert.That((first.Warnings.Count, await RunAsync()), Is.EqualTo((0, Last)));
        Assert.That(Resources("App.dll"), Is.EqualTo([ResourceName]));
        var second = await BuildGreenAsync();
        Assert.That((second.WorkersStarted, second.Compiled), Is.EqualTo((0, false)));

        Write("datastamp.lock.json", ManyClips.Lock("Clips", 3));
        Project(Item, "Datasets.Clips.All[2].Path");
        await BuildGreenAsync();

        Assert.That(await RunAsync(), Is.EqualTo("label2/clip000002.mp4"));
        Assert.That((File.Exists(DataFile), Resources("App.dll").Count), Is.EqualTo((false, 0)));
        Assert.That((await StampAsync()).WorkersStarted, Is.Zero);
    }

    [Test]
    public async Task What_is_published_without_a_build_is_what_was_built()
    {
        Project(Item, Expression);
        await BuildGreenAsync();
        File.Delete(LockFile);

        var published = await Dotnet(["publish", "--no-build", "--configuration", "Debug", "--output", At("out")]);

        Assert.That(published.ExitCode, Is.Zero, published.StandardOutput);
        Assert.That(LockFile, Does.Not.Exist);
        Assert.That((await Dotnet(["exec", At("out/App.dll")])).StandardOutput.Trim(), Is.EqualTo(Last));
    }

    [Test]
    public async Task Deleted_or_edited_data_comes_back()
    {
        Project(Item, Expression);
        await StampAsync();
        var data = await File.ReadAllBytesAsync(DataFile);

        File.Delete(DataFile);
        await StampAsync();
        Assert.That(await File.ReadAllBytesAsync(DataFile), Is.EqualTo(data));

        await File.AppendAllTextAsync(DataFile, "edited");
        await StampAsync();
        Assert.That(await File.ReadAllBytesAsync(DataFile), Is.EqualTo(data));
    }

    [Test]
    public async Task Clean_removes_the_data_and_so_does_the_next_build_where_no_dataset_is_left()
    {
        Project(Item, Expression);
        await BuildGreenAsync();
        Project(string.Empty);

        await BuildGreenAsync();
        Assert.That((File.Exists(DataFile), File.Exists(GeneratedFile), Resources("App.dll").Count), Is.EqualTo((false, false, 0)));

        Project(Item, Expression);
        await BuildGreenAsync();
        await Dotnet(["clean", "-nodeReuse:false"]);
        Assert.That(Directory.GetFiles(At("obj"), "*Datasets.g.cs*", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public async Task An_editor_is_told_of_the_data_on_a_fresh_clone_and_after_a_build()
    {
        Project(Item, Expression);

        var fresh = await DesignTimeAsync();
        var again = await DesignTimeAsync();
        await BuildGreenAsync();
        var built = await DesignTimeAsync();

        Assert.That(new[] { fresh, again, built }.Select(build => build.WorkersStarted), Is.EqualTo([1, 0, 0]));
        foreach (var build in new[] { fresh, again, built })
        {
            Assert.That(build.Output, Does.Contain($"\"FullPath\": \"{DataFile}\"").And.Contain($"\"LogicalName\": \"{ResourceName}\""));
            Assert.That(build.Output, Does.Contain($"\"FullPath\": \"{GeneratedFile}\""));
        }

        Assert.That(await RunAsync(), Is.EqualTo(Last));
    }

    [TestCase("App.vbproj", "", "Program.vb", """
        Module Program
            Sub Main()
                Dim clip = Datasets.Clips.All(1999)
                System.Console.WriteLine($"{clip.Path} {clip.FrameCount} {clip.Segments(1)} {Datasets.Clips.Labels.Length}")
            End Sub
        End Module
        """, TestName = "Visual_Basic_reads_many_clips_from_the_assembly")]
    [TestCase("App.fsproj", """<Compile Include="Program.fs" />""", "Program.fs", """
        let private clip = Datasets.Clips.All.[1999]
        printfn "%s %d %d %d" clip.Path clip.FrameCount clip.Segments.[1] Datasets.Clips.Labels.Length
        """, TestName = "FSharp_reads_many_clips_from_the_assembly")]
    public async Task Other_languages_read_many_clips_from_the_assembly(string project, string items, string programFile, string program)
    {
        ProjectFile(project, Item + items, "<TreatWarningsAsErrors>true</TreatWarningsAsErrors>");
        Write(programFile, program);

        await BuildGreenAsync("-p:RootNamespace=");
        var second = await BuildGreenAsync("-p:RootNamespace=");

        Assert.That(await RunAsync(), Is.EqualTo(Last));
        Assert.That((second.WorkersStarted, second.Compiled), Is.EqualTo((0, false)));
        Assert.That(Resources("App.dll"), Does.Contain($"App.Datasets.g{Path.GetExtension(programFile)}.bin"));
    }

    // Czech is "cs": a name that ends in it would be taken for that of a satellite.
    [TestCase("net10.0")]
    [TestCase("netstandard2.0")]
    public async Task Each_framework_of_a_library_has_the_data_for_those_who_reference_it(string framework)
    {
        Write("../Facts.cs/datastamp.lock.json", ManyClips.Lock("Clips", ManyClips.Many));
        Write("../Facts.cs/Facts.cs.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks>
                <DatastampPublic>true</DatastampPublic>
                <DatastampNamespace>Facts</DatastampNamespace>
                <DisableImplicitFrameworkReferences Condition="'$(TargetFramework)' == 'netstandard2.0'">true</DisableImplicitFrameworkReferences>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Datastamp.MSBuild" Version="{Feed.Version}" PrivateAssets="all" />
                <Reference Include="{NetStandard}/*.dll" Condition="'$(TargetFramework)' == 'netstandard2.0'" />
                {Item}
              </ItemGroup>
            </Project>
            """);
        Project($"""<ProjectReference Include="../Facts.cs/Facts.cs.csproj" SetTargetFramework="TargetFramework={framework}" />""", Expression.Replace("Datasets", "Facts.Datasets", StringComparison.Ordinal)
            .Replace("Segments[1]", framework == "net10.0" ? "Segments[1]" : "Segments.Array[2 * 1999 + 1]", StringComparison.Ordinal));

        var build = await BuildGreenAsync();
        var second = await BuildGreenAsync();

        Assert.That(await RunAsync(), Is.EqualTo(Last));
        Assert.That(build.ProjectsThatRan("DatastampStamp"), Is.EqualTo(["Facts.cs"]));
        Assert.That((second.WorkersStarted, second.Compiled), Is.EqualTo((0, false)));
        Assert.That(Resources("Facts.cs.dll"), Is.EqualTo(["Facts.cs.Datasets.g.cs.bin"]));
    }

    private static string NetStandard => Path.Combine(Feed.Metadata("NuGetPackageRoot"), "netstandard.library/2.0.3/build/netstandard2.0/ref");

    /// <summary>What an editor asks for. Resources are not among the compiler's arguments then, which is MSBuild's own.</summary>
    private async Task<BuildResult> DesignTimeAsync()
    {
        var build = await BuildAsync("-restore", "-t:AssignTargetPaths;DatastampCompile", "-p:DesignTimeBuild=true", "-getItem:EmbeddedResource,Compile");
        Assert.That(build.Succeeded, Is.True, build.Output);
        return build;
    }

    private IReadOnlyList<string> Resources(string assembly)
    {
        using var image = new PEReader(File.OpenRead(At($"bin/Debug/net10.0/{assembly}")));
        var metadata = image.GetMetadataReader();
        return [.. metadata.ManifestResources.Select(resource => metadata.GetString(metadata.GetManifestResource(resource).Name))];
    }
}
