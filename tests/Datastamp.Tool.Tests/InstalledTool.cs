using System.Reflection;
using System.Text;
using CliWrap;
using CliWrap.Buffered;

namespace Datastamp.Tool.Tests;

/// <summary>The packed tool, installed once for all tests from the feed that this test project's build packed.</summary>
[SetUpFixture]
public class InstalledTool
{
    private static string folder = string.Empty;

    [OneTimeSetUp]
    public static async Task InstallAsync()
    {
        folder = Directory.CreateTempSubdirectory("datastamp-tool-").FullName;
        var feed = typeof(InstalledTool).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "FeedPath").Value!;
        var install = await RunAsync("dotnet", ["tool", "install", "--tool-path", folder, "--source", feed, "Datastamp.Tool"]);
        Assert.That(install.ExitCode, Is.Zero, install.StandardOutput + install.StandardError);
    }

    [OneTimeTearDown]
    public static void Delete() => Directory.Delete(folder, recursive: true);

    /// <summary>Runs the installed command.</summary>
    public static Task<BufferedCommandResult> RunAsync(params string[] arguments) => RunAsync(Path.Combine(folder, "datastamp"), arguments);

    private static async Task<BufferedCommandResult> RunAsync(string program, string[] arguments) => await Cli.Wrap(program)
        .WithArguments(arguments)
        .WithWorkingDirectory(folder)
        .WithEnvironmentVariables(environment => environment.Set("NUGET_PACKAGES", Path.Combine(folder, "packages")))
        .WithValidation(CommandResultValidation.None)
        .ExecuteBufferedAsync(Encoding.UTF8);
}
