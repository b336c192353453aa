using CliWrap.Buffered;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tool.Tests;

/// <summary>Exports of a project's lock, where there is no data any more.</summary>
public class ExportCommandTests : ProjectWithTool
{
    [OneTimeSetUp]
    public async Task LockAsync()
    {
        Data("shapes");
        Data("clips");
        Write("App.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Datastamp.MSBuild" Version="*-*" PrivateAssets="all" />
                <ImageDataset Include="data/shapes" Name="Shapes" Resize="64" CenterCrop="56" />
                <ImageDataset Include="data/shapes" Name="Gray shapes" Color="Gray" />
                <VideoDataset Include="data/clips" Name="Clips" />
              </ItemGroup>
            </Project>
            """);
        var restore = await DotnetAsync("restore");
        Assert.That(restore.ExitCode, Is.Zero, restore.StandardOutput + restore.StandardError);
        await ToolAsync(0, "update");
        Directory.Delete(At("data"), recursive: true);
    }

    [Test]
    public async Task One_file_goes_to_standard_output_and_nothing_else()
    {
        var result = await ExportAsync(0, "--format", "HuggingFace", "--dataset", "Shapes");

        Assert.That((string?)JObject.Parse(result.StandardOutput)["image_processor_type"], Is.EqualTo("CLIPImageProcessor"));
        Assert.That(result.StandardError, Is.Empty);
        Assert.That(Exported("."), Is.Empty);
    }

    [Test]
    public async Task Several_files_go_into_a_folder_and_are_named()
    {
        var result = await ExportAsync(0, "--format", "torchvision", "-o", "models");

        Assert.That(Exported("models"), Is.EqualTo(["App.GrayShapes.torchvision.py", "App.Shapes.torchvision.py"]));
        Assert.That(result.StandardOutput, Is.Empty);
        Assert.That(result.StandardError, Is.EqualTo($"datastamp: wrote {At("models/App.Shapes.torchvision.py")}\ndatastamp: wrote {At("models/App.GrayShapes.torchvision.py")}\n"));
    }

    [Test]
    public async Task One_file_goes_into_the_folder_that_is_named()
    {
        await ExportAsync(0, "--format", "tsn", "--output", "lists/tsn");

        Assert.That(Exported("lists/tsn"), Is.EqualTo(["App.Clips.videos.tsn.txt"]));
        Assert.That(Read("lists/tsn/App.Clips.videos.tsn.txt"), Does.StartWith("slide/right.mp4 "));
    }

    [Test]
    public async Task What_a_format_cannot_hold_is_told_and_nothing_is_written()
    {
        var result = await ExportAsync(1, "--format", "huggingface", "-o", "refused");

        Assert.That(result.StandardError, Does.Contain("error DS0109: Gray shapes: cannot be written as huggingface"));
        Assert.That(Directory.Exists(At("refused")), Is.False);
    }

    [Test]
    public async Task A_format_of_other_datasets_is_an_error() =>
        Assert.That((await ExportAsync(1, "--format", "huggingface", "--dataset", "Clips")).StandardError, Does.Contain("error DS0112: There is nothing to write as huggingface"));

    [Test]
    public async Task A_dataset_that_the_lock_does_not_have_is_an_error() =>
        Assert.That((await ExportAsync(1, "--format", "json", "--property", "DatastampLockFile=other.lock.json")).StandardError, Does.Contain("error DS0203: Shapes"));

    [Test]
    public async Task There_are_no_other_formats()
    {
        Assert.That((await ExportAsync(2, "--format", "xlsx")).StandardError, Does.Contain("--format takes one of json, csv, parquet, report, huggingface, torchvision, mlnet, onnxruntime, jsonl, tsn"));
        Assert.That((await ExportAsync(2)).StandardError, Does.Contain("--format"));
    }

    private IEnumerable<string> Exported(string at) => Directory.GetFiles(At(at), "App.*").Select(file => Path.GetFileName(file)!).Where(name => name != "App.csproj").Order(StringComparer.Ordinal);

    private async Task<BufferedCommandResult> ExportAsync(int exitCode, params string[] arguments)
    {
        var result = await DotnetAsync(["datastamp", "export", .. arguments]);
        Assert.That(result.ExitCode, Is.EqualTo(exitCode), result.StandardOutput + result.StandardError);
        return result;
    }
}
