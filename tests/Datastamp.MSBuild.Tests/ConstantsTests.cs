namespace Datastamp.MSBuild.Tests;

public class ConstantsTests : NestedBuild
{
    // Sums and exact fractions by Pillow and Python over the seven sample images as they are.
    private const string MeanOfShapes = "0.44159278 0.56376487 0.5898611";
    private const string StdOfShapes = "0.14631889449021623";

    [Test]
    public async Task A_folder_of_images_becomes_constants()
    {
        Images("data/train");
        Project("""<ImageDataset Include="data/train" Name="Train" />""", "string.Join(\" \", Datasets.Train.Mean.ToArray())} {Datasets.Train.StdR:R} {Datasets.Train.ImageCount");

        await BuildGreenAsync();

        Assert.That(await RunAsync(), Is.EqualTo($"{MeanOfShapes} {StdOfShapes} 7"));
    }

    [Test]
    public async Task Histograms_weightings_and_gray_are_asked_for_by_metadata()
    {
        Images("data");
        Project(
            """<ImageDataset Include="data" Color="Gray" Weighting="Pixels" Histogram="true" Resize="32" CenterCrop="20x24" Pattern="hill*.JPG" ExcludePattern="*_6.jpg" />""",
            "Datasets.Data.ImageCount} {Datasets.Data.PixelCount} {Datasets.Data.Weighting} {Datasets.Data.Color} {Datasets.Data.HistogramGray.Length} {Datasets.Data.Percentile50.Length} {Datasets.Data.CropHeight}x{Datasets.Data.CropWidth");

        await BuildGreenAsync();

        Assert.That(await RunAsync(), Is.EqualTo("5 2400 Pixels Gray 256 1 20x24"));
    }

    [TestCase("a\"; //")]
    [TestCase("naïve 図 &<>")]
    [TestCase("$x %20 @(y)")]
    [TestCase("class")]
    [TestCase("--version")]
    public async Task Folders_of_any_name_compile(string name)
    {
        Images($"data/{name}", "noise.png");
        var escaped = System.Security.SecurityElement.Escape(name.Replace("%", "%25", StringComparison.Ordinal).Replace("@", "%40", StringComparison.Ordinal).Replace("$", "%24", StringComparison.Ordinal).Replace(";", "%3B", StringComparison.Ordinal));
        Project($"""<ImageDataset Include="data/{escaped}" /><ImageDataset Include="data/{escaped}" Name="{escaped}" />""", "typeof(Datasets).GetNestedTypes().Length");

        await BuildGreenAsync();

        Assert.That(await RunAsync(), Is.EqualTo("2"));
    }

    [Test]
    public async Task The_oldest_language_version_and_a_name_that_is_no_namespace_compile()
    {
        Images("data", "noise.png");
        Project(
            """<ImageDataset Include="data" Name="Color" Histogram="true" />""",
            "_3d_app.Datasets.Color2.ImageCount",
            "<LangVersion>7.3</LangVersion><ImplicitUsings>disable</ImplicitUsings><RootNamespace>3d-app</RootNamespace>");

        await BuildGreenAsync();

        Assert.That(await RunAsync(), Is.EqualTo("1"));
    }

    [Test]
    public async Task The_class_is_named_and_seen_as_the_project_says()
    {
        Images("data", "noise.png");
        Project(
            """<ImageDataset Include="data" Name="Noise" />""",
            "Some.Where.Facts.Noise.ImageCount} {typeof(Some.Where.Facts).IsPublic",
            "<DatastampNamespace>Some.Where</DatastampNamespace><DatastampClassName>Facts</DatastampClassName><DatastampPublic>true</DatastampPublic>");

        await BuildGreenAsync();

        Assert.That(await RunAsync(), Is.EqualTo("1 True"));
    }

    [Test]
    public async Task A_project_without_datasets_costs_nothing()
    {
        Project(string.Empty);

        var build = await BuildGreenAsync();

        Assert.That(build.TasksRun, Is.Zero);
        Assert.That(File.Exists(LockFile), Is.False);
    }
}
