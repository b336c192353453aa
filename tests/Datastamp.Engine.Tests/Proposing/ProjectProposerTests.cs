using System.Text;
using Datastamp.Diagnostics;
using Datastamp.Proposing;

namespace Datastamp.Tests.Proposing;

public class ProjectProposerTests : TemporaryFolder
{
    private const string Reference = """<PackageReference Include="Datastamp.MSBuild" Version="0.1.0" PrivateAssets="all" />""";

    [SetUp]
    public void MakeProject()
    {
        Text("App.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\">\n</Project>\n");
        Write("data/train/a.png");
    }

    [Test]
    public void Images_videos_and_splits_each_become_an_item_with_a_name_of_its_own()
    {
        Write("clips/train/run/a.mp4");
        Write("clips/train/b.JPG");
        Write("clips/val/c.webm");
        Write("other/train/d.png");
        Write("other/loose.png");

        var text = Applied(new DatasetWishes("256", "224", "8"), "data/train", "clips", "other", "./other/train/");

        Assert.That(Items(text), Is.EqualTo(
        [
            Reference,
            """<ImageDataset Include="data/train" Name="Train" Resize="256" CenterCrop="224" />""",
            """<ImageDataset Include="clips/train" Name="ClipsTrain" Resize="256" CenterCrop="224" />""",
            """<VideoDataset Include="clips/train" Name="TrainVideos" Segments="8" />""",
            """<VideoDataset Include="clips/val" Name="Val" Segments="8" />""",
            """<ImageDataset Include="other" Name="Other" Resize="256" CenterCrop="224" />""",
            """<ImageDataset Include="other/train" Name="OtherTrain" Resize="256" CenterCrop="224" />""",
        ]));
    }

    [Test]
    public void Items_that_are_there_are_left_alone_however_they_are_written()
    {
        Write("100% @home; $(x)/*/a.png");
        Text("App.csproj", """
            <Project Sdk="Microsoft.NET.Sdk"><ItemGroup>
              <PackageReference Include="datastamp.msbuild" Version="[0.1.0]" />
              <ImageDataset Include="data\train\; 100%25 %40home%3B %24(x)/%2A" Condition="true"><Name>Val</Name></ImageDataset>
            </ItemGroup></Project>
            """);

        Assert.That(Propose("data/train", "100% @home; $(x)/*").Changes, Is.Empty);
    }

    [Test]
    public void An_item_that_is_no_path_keeps_nothing_from_being_proposed()
    {
        Text("App.csproj", "<Project Sdk=\"x\"><ItemGroup><ImageDataset Include=\"%00\" /></ItemGroup></Project>");

        Assert.That(Propose("data/train").Changes, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_second_run_changes_nothing()
    {
        var proposal = Propose("data", "data/train");
        ProjectProposer.Apply(proposal);

        Assert.That(proposal.Changes, Has.Count.EqualTo(1));
        Assert.That(Propose("data", "data/train").Changes, Is.Empty);
    }

    [Test]
    public void Central_versions_are_written_where_they_are_managed()
    {
        Text("Directory.Packages.props", """
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
              <ItemGroup>
                <PackageVersion Include="Newtonsoft.Json" Version="13.0.4" />
              </ItemGroup>
            </Project>
            """);
        Text("src/App/App.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />");

        var proposal = ProjectProposer.Propose(ProjectChoice.Read(["src/App/App.csproj", "data/train"], Root), new(), CancellationToken.None);
        ProjectProposer.Apply(proposal);

        Assert.That(Items(Text("src/App/App.csproj")), Is.EqualTo(
            ["""<PackageReference Include="Datastamp.MSBuild" PrivateAssets="all" />""", """<ImageDataset Include="../../data/train" Name="Train" />"""]));
        Assert.That(Text("Directory.Packages.props"), Does.Contain(
            "    <PackageVersion Include=\"Newtonsoft.Json\" Version=\"13.0.4\" />\n    <PackageVersion Include=\"Datastamp.MSBuild\" Version=\"0.1.0\" />\n  </ItemGroup>"));
        Assert.That(proposal.Changes.Select(change => change.Difference[0]), Is.EqualTo(["--- App.csproj", "--- ../../Directory.Packages.props"]));
    }

    [Test]
    public void A_reference_in_a_file_above_is_enough()
    {
        Text("Directory.Build.props", "<Project><ItemGroup><PackageReference Include=\"Datastamp.MSBuild\" Version=\"1.0.0\" /></ItemGroup></Project>");

        Assert.That(Items(Applied(new(), "data/train")), Is.EqualTo(["""<ImageDataset Include="data/train" Name="Train" />"""]));
    }

    [Test]
    public void Values_are_read_behind_conditions_that_compare()
    {
        Text("App.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><ManagePackageVersionsCentrally Condition="2 > 1">true</ManagePackageVersionsCentrally></PropertyGroup>
            </Project>
            """);

        Assert.That(Code(() => Propose("data/train")), Is.EqualTo("DS0013"), "the file of central versions is missing");
    }

    [TestCase("utf-8", true)]
    [TestCase("utf-16", true)]
    [TestCase("utf-16BE", true)]
    [TestCase("utf-32", true)]
    [TestCase("iso-8859-1", false)]
    public void The_encoding_and_its_mark_stay(string name, bool hasMark)
    {
        var encoding = Encoding.GetEncoding(name);
        var text = $"<?xml version='1.0' encoding='{name}'?>\n<!-- é -->\n<Project Sdk='Microsoft.NET.Sdk'>\n</Project>";
        Write("App.csproj", [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)]);
        Write("données/a.png");

        ProjectProposer.Apply(Propose("données"));

        var bytes = File.ReadAllBytes(At("App.csproj"));
        Assert.That(bytes.AsSpan().StartsWith(encoding.GetPreamble()) || !hasMark, Is.True);
        Assert.That(encoding.GetString(bytes.AsSpan(hasMark ? encoding.GetPreamble().Length : 0)), Does.StartWith(text[..^10]).And.Contain("Include=\"données\"").And.EndsWith("</Project>"));
    }

    [TestCase("a\\b")]
    [TestCase("a\u3000")]
    [TestCase("a\ufffe")]
    [Platform("Linux")]
    public void A_folder_that_no_project_can_name_is_refused(string folder)
    {
        Text("App.csproj", """<Project Sdk="Microsoft.NET.Sdk" />""");
        Write(folder + "/a.png");

        Assert.That(Code(() => Propose(folder)), Is.EqualTo("DS0013"));
    }

    [Test]
    public void A_name_that_the_encoding_lacks_changes_nothing()
    {
        Write("App.csproj", Encoding.Latin1.GetBytes("<?xml version='1.0' encoding='iso-8859-1'?>\n<Project Sdk='Microsoft.NET.Sdk' />"));
        Write("図/a.png");

        Assert.That(Code(() => Propose("図")), Is.EqualTo("DS0013"));
    }

    [TestCase("<Project Sdk=\"x\">", "DS0013")]
    [TestCase("<Project ToolsVersion=\"15.0\" />", "DS0013")]
    [TestCase("<Sdk />", "DS0013")]
    [TestCase("", "DS0013")]
    [TestCase("<!DOCTYPE Project [<!ENTITY a 'b'>]><Project Sdk=\"x\" />", "DS0013")]
    public void What_is_no_project_of_an_sdk_is_refused(string text, string code)
    {
        Text("App.csproj", text);

        Assert.That(Code(() => Propose("data/train")), Is.EqualTo(code));
    }

    [TestCase("<Project><Sdk Name=\"x\" /></Project>")]
    [TestCase("<Project><Import Project=\"Sdk.props\" Sdk=\"x\" /></Project>")]
    [TestCase("<Project Sdk=\"x\" xmlns=\"http://schemas.microsoft.com/developer/msbuild/2003\" />")]
    public void An_sdk_may_be_named_in_any_way(string text)
    {
        Text("App.csproj", text);

        Assert.That(Propose("data/train").Changes, Has.Count.EqualTo(1));
    }

    [Test]
    public void Folders_and_projects_that_are_not_there_are_named()
    {
        Write("empty/readme.txt");
        Assert.That(Code(() => Propose("nowhere")), Is.EqualTo("DS0014"));
        Assert.That(Code(() => Propose("empty")), Is.EqualTo("DS0111"));
        Assert.That(Code(() => ProjectChoice.Read(["Other.csproj", "data"], Root)), Is.EqualTo("DS0004"));
        Assert.That(Code(() => ProjectChoice.Read(["data"], At("data"))), Is.EqualTo("DS0004"));
        Assert.That(Code(() => ProjectChoice.Read(["App.sqlproj", "data"], Root)), Is.EqualTo("DS0013"));
        Text("Tests.fsproj", string.Empty);
        Assert.That(Code(() => Propose("data")), Is.EqualTo("DS0004"));
    }

    [Test]
    public void A_first_folder_with_a_project_is_the_project_where_others_follow()
    {
        Assert.That(ProjectChoice.Read([".", "data"], Root), Is.EqualTo(new ProjectChoice(At("App.csproj"), [At("data")])).Using<ProjectChoice>(Same));
        Assert.That(ProjectChoice.Read([Root, "train"], At("data")), Is.EqualTo(new ProjectChoice(At("App.csproj"), [At("data/train")])).Using<ProjectChoice>(Same));
        Assert.That(ProjectChoice.Read(["."], Root), Is.EqualTo(new ProjectChoice(At("App.csproj"), [Root])).Using<ProjectChoice>(Same));
    }

    [Test]
    public void A_value_that_no_item_can_have_is_told() => Assert.That(Code(() => Applied(new("none"), "data/train")), Is.EqualTo("DS0001"));

    [Test]
    public void Many_files_below_the_project_bring_a_hint()
    {
        for (var i = 0; i < 5000; i++)
        {
            File.Create(At($"data/train/{i}.jpg")).Dispose();
        }

        Assert.That(Propose("data/train").Hints.Single(), Does.Contain("5,001 files").And.Contain("<DefaultItemExcludes>$(DefaultItemExcludes);data/train/**</DefaultItemExcludes>"));
    }

    private static bool Same(ProjectChoice one, ProjectChoice other) => one.Project == other.Project && one.Folders.SequenceEqual(other.Folders, StringComparer.Ordinal);

    private static string Code(Action propose) => Assert.Throws<DiagnosticException>(() => propose())!.Diagnostics.Single().Code;

    private static string[] Items(string text) => [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.Contains(" Include=", StringComparison.Ordinal))];

    private Proposal Propose(params string[] folders) => ProjectProposer.Propose(ProjectChoice.Read(folders, Root), new(), CancellationToken.None);

    private string Applied(DatasetWishes wishes, params string[] folders)
    {
        ProjectProposer.Apply(ProjectProposer.Propose(ProjectChoice.Read(folders, Root), wishes, CancellationToken.None));
        return Text("App.csproj");
    }

    private void Text(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    private string Text(string path) => File.ReadAllText(At(path));
}
