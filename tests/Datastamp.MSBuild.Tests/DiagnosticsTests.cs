namespace Datastamp.MSBuild.Tests;

public class DiagnosticsTests : NestedBuild
{
    [Test]
    public async Task A_bad_file_is_an_error_at_that_file_and_nothing_is_written()
    {
        Images("data", "hill_1.jpg", "hill_2.jpg");
        await using (var file = File.OpenWrite(At("data/hill_2.jpg")))
        {
            file.SetLength(1000);
        }

        Project("""<ImageDataset Include="data" Name="Train" />""", "Datasets.Train.ImageCount");
        var build = await StampAsync();

        Assert.That(build.ErrorCodes, Is.EqualTo(["DS0101"]), build.Output);
        Assert.That(build.Errors[0].File, Is.EqualTo(At("data/hill_2.jpg")));
        Assert.That(build.Errors[0].Text, Does.Contain("truncated"));
        Assert.That(File.Exists(LockFile) || File.Exists(GeneratedFile), Is.False);
    }

    [Test]
    [Platform("Linux")]
    public async Task The_name_of_a_bad_file_commands_neither_terminals_nor_CI_services()
    {
        Write("data/a\u001b[2J\u202e##vso[task.setvariable variable=x]y\n.jpg", "x");
        Project("""<ImageDataset Include="data" Name="Train" />""", "Datasets.Train.ImageCount");

        var build = await StampAsync();

        Assert.That(build.ErrorCodes, Is.EqualTo(["DS0101"]), build.Output);
        Assert.That(build.Output, Does.Contain("a\\u001b[2J\\u202e#\\u0023vso[task.setvariable variable=x]y\\u000a.jpg"));
        Assert.That(build.Output, Does.Not.Contain("\u001b").And.Not.Contain("\u202e").And.Not.Contain("##vso["));
    }

    [Test]
    public async Task A_skipped_bad_file_is_a_warning_and_stands_in_the_lock()
    {
        Images("data", "hill_1.jpg");
        Write("data/fake.png", "no image");
        Project("""<ImageDataset Include="data" Name="Train" OnBadFile="Skip" />""", "Datasets.Train.ImageCount");

        var build = await BuildGreenAsync();

        Assert.That(build.Warnings.Select(warning => (warning.Code, warning.File)), Is.EqualTo([("DS0102", At("data/fake.png"))]));
        Assert.That(Read("datastamp.lock.json"), Does.Contain("\"path\": \"fake.png\""));
        Assert.That(await RunAsync(), Is.EqualTo("1"));
    }

    [Test]
    public async Task A_wrong_value_names_the_project_and_what_is_allowed()
    {
        Images("data", "hill_1.jpg");
        Project("""<ImageDataset Include="data" Name="Train" Color="RBG" />""");

        var build = await StampAsync();

        Assert.That(build.ErrorCodes, Is.EqualTo(["DS0001"]));
        Assert.That((build.Errors[0].File, build.Errors[0].LineNumber, build.Errors[0].ColumnNumber), Is.EqualTo((At("App.csproj"), 11, 47)));
        Assert.That(build.Errors[0].Text, Does.Contain("Color cannot be 'RBG'. Allowed: RGB, BGR, Gray."));
    }

    [Test]
    public async Task Two_datasets_of_one_name_are_refused()
    {
        Images("data", "hill_1.jpg");
        Project("""<ImageDataset Include="data" Name="Train" /><ImageDataset Include="data" Name="Train" Color="Gray" />""");

        Assert.That((await StampAsync()).ErrorCodes, Is.EqualTo(["DS0002"]));
    }

    [Test]
    public async Task A_file_in_place_of_a_folder_is_refused()
    {
        Images("data", "hill_1.jpg");
        Project("""<ImageDataset Include="data/hill_1.jpg" Name="Train" />""");

        Assert.That((await StampAsync()).ErrorCodes, Is.EqualTo(["DS0003"]));
    }

    [Test]
    public async Task Neither_data_nor_lock_is_an_error()
    {
        Project("""<ImageDataset Include="data" Name="Train" />""");

        Assert.That((await StampAsync()).ErrorCodes, Is.EqualTo(["DS0103"]));
    }

    [Test]
    public async Task A_folder_without_one_valid_image_is_an_error()
    {
        Write("data/fake.png", "no image");
        Project("""<ImageDataset Include="data" Name="Train" OnBadFile="Skip" />""");

        Assert.That((await StampAsync()).ErrorCodes, Is.EqualTo(["DS0104"]));
    }

    [Test]
    public async Task A_link_to_nowhere_is_an_error()
    {
        Images("data", "hill_1.jpg");
        File.CreateSymbolicLink(At("data/gone.jpg"), At("nowhere.jpg"));
        Project("""<ImageDataset Include="data" Name="Train" />""");

        Assert.That((await StampAsync()).ErrorCodes, Is.EqualTo(["DS0105"]));
    }

    [Test]
    public async Task A_lock_that_cannot_be_written_is_an_error()
    {
        Images("data", "hill_1.jpg");
        Project("""<ImageDataset Include="data" Name="Train" />""", properties: "<DatastampLockFile>data/hill_1.jpg/lock.json</DatastampLockFile>");

        Assert.That((await StampAsync()).ErrorCodes, Is.EqualTo(["DS0302"]));
    }

    [Test]
    public async Task A_language_that_no_constants_are_generated_in_is_an_error()
    {
        Images("data", "hill_1.jpg");
        Project("""<ImageDataset Include="data" Name="Train" />""");

        var build = await StampAsync("-p:Language=Q#");

        Assert.That(build.ErrorCodes, Is.EqualTo(["DS0304"]));
        Assert.That(build.Errors[0].Text, Does.Contain("C#, Visual Basic and F#; this project is written in Q#"));
    }

    [Test]
    public async Task A_name_that_no_class_can_have_is_refused()
    {
        Images("data", "hill_1.jpg");
        Project("""<ImageDataset Include="data" Name="Train" />""", properties: "<DatastampClassName>1 2</DatastampClassName>");

        var build = await StampAsync();

        Assert.That(build.ErrorCodes, Is.EqualTo(["DS0001"]));
        Assert.That(build.Errors[0].Text, Does.Contain("DatastampClassName cannot be '1 2'"));
    }
}
