using System.Text;
using CliWrap;
using CliWrap.Buffered;

namespace Datastamp.MSBuild.Tests;

/// <summary>Follows the example's Dockerfile line by line. No engine takes part: what an engine adds is not tested.</summary>
public class DockerfileTests : NestedBuild
{
    private readonly StringBuilder output = new();
    private string dockerfile = string.Empty;
    private string dockerignore = string.Empty;
    private DockerfileBuild image = null!;

    [SetUp]
    public async Task CommitALock()
    {
        using var package = new Nupkg(Feed.PackageFile);
        dockerfile = Encoding.UTF8.GetString(package.Read("examples/Dockerfile"));
        dockerignore = Encoding.UTF8.GetString(package.Read("examples/Dockerfile.dockerignore"));
        output.Clear();
        image = new(Root, At("../image"), RunAsync);
        Images("data/train", "hill_1.jpg", "noise.png");
        Project("""<ImageDataset Include="data/train" Name="Train" />""", "Datasets.Train.ImageCount");
        await BuildGreenAsync();
    }

    [Test]
    public async Task The_image_is_built_without_the_data_and_knows_the_constants()
    {
        await image.BuildAsync(dockerfile, dockerignore);

        Assert.That(output.ToString(), Does.Contain("no data here ('data/train'); the constants come from the lock"));
        Assert.That(Directory.Exists(At("../image/build/source/data")) || Directory.Exists(At("../image/last/app/data")), Is.False);
        var (command, folder) = image.EntryPoint;
        output.Clear();
        await RunAsync(string.Join(' ', command), folder);
        Assert.That(output.ToString().Trim(), Is.EqualTo("2"));
    }

    [Test]
    public void Without_the_lock_there_is_no_image()
    {
        File.Delete(LockFile);

        Assert.ThrowsAsync<InvalidOperationException>(() => image.BuildAsync(dockerfile, dockerignore));
        Assert.That(output.ToString(), Does.Contain("error DS0203"));
    }

    private async Task RunAsync(string command, string folder)
    {
        var result = await Cli.Wrap("bash")
            .WithArguments(["-c", command])
            .WithWorkingDirectory(folder)
            .WithEnvironmentVariables(environment =>
            {
                SetEnvironment(environment);
                environment.Set("MSBUILDDISABLENODEREUSE", "1");
            })
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(Encoding.UTF8);
        output.Append(result.StandardOutput);
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException(command);
        }
    }
}
