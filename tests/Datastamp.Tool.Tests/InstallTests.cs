using System.Reflection;
using System.Text;
using CliWrap;
using CliWrap.Buffered;
using Datastamp.Tests;

namespace Datastamp.Tool.Tests;

public class InstallTests
{
    [Test]
    public async Task The_packed_tool_installs_from_a_feed_and_runs()
    {
        var folder = Directory.CreateTempSubdirectory("datastamp-tool-").FullName;
        var feed = typeof(InstallTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "FeedPath").Value!;
        try
        {
            var install = await RunAsync("dotnet", folder, "tool", "install", "--tool-path", folder, "--source", feed, "Datastamp.Tool");
            Assert.That(install.ExitCode, Is.Zero, install.StandardOutput + install.StandardError);

            var images = await RunAsync(
                Path.Combine(folder, "datastamp"), folder, "images", Path.Combine(Repository.Root, "tests/Samples/Quickstart/data/shapes"), "--json");
            Assert.That(images.ExitCode, Is.Zero, images.StandardError);
            Assert.That(images.StandardOutput, Does.Contain("\"images\": 7,"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<BufferedCommandResult> RunAsync(string program, string folder, params string[] arguments) => await Cli.Wrap(program)
        .WithArguments(arguments)
        .WithWorkingDirectory(folder)
        .WithEnvironmentVariables(environment => environment.Set("NUGET_PACKAGES", Path.Combine(folder, "packages")))
        .WithValidation(CommandResultValidation.None)
        .ExecuteBufferedAsync(Encoding.UTF8);
}
