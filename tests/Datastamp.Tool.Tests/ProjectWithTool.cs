using System.Reflection;
using System.Text;
using CliWrap;
using CliWrap.Buffered;

namespace Datastamp.Tool.Tests;

/// <summary>A project outside the repository, with the packed tool in its manifest and the packed packages in its only source.</summary>
public abstract class ProjectWithTool
{
    private string folder = string.Empty;

    /// <summary>The feed that this test project's build packed.</summary>
    protected static string Feed { get; } = typeof(ProjectWithTool).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "FeedPath").Value!;

    [OneTimeSetUp]
    public async Task InstallAsync()
    {
        folder = Directory.CreateTempSubdirectory("datastamp-tool-").FullName;
        Write("../Directory.Build.props", "<Project />");
        Write("../Directory.Build.targets", "<Project />");
        Write("../Directory.Packages.props", "<Project />");
        Write("../NuGet.config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{At("../packages")}" /></config>
              <packageSources><clear /><add key="local" value="{Feed}" /></packageSources>
            </configuration>
            """);
        Write(".config/dotnet-tools.json", """{ "version": 1, "isRoot": true, "tools": {} }""");
        var install = await DotnetAsync("tool", "install", "Datastamp.Tool");
        Assert.That(install.ExitCode, Is.Zero, install.StandardOutput + install.StandardError);
    }

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(folder, recursive: true);

    protected string At(string path) => Path.GetFullPath(Path.Combine(folder, "App", path));

    protected void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
    }

    protected string Read(string path) => File.ReadAllText(At(path));

    /// <summary>Copies the sample's data: <c>shapes</c>, or <c>clips</c>.</summary>
    protected void Data(string name)
    {
        var source = Path.Combine(Datastamp.Tests.Repository.Root, "tests/Samples/Quickstart/data", name);
        foreach (var file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = At($"data/{name}/{Path.GetRelativePath(source, file)}");
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    /// <summary>Runs the installed tool in the project's folder.</summary>
    /// <param name="exitCode">The exit code that it must have.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>What it wrote to standard output.</returns>
    protected async Task<string> ToolAsync(int exitCode, params string[] arguments)
    {
        var result = await DotnetAsync(["datastamp", .. arguments]);
        Assert.That(result.ExitCode, Is.EqualTo(exitCode), string.Join(' ', arguments) + "\n" + result.StandardOutput + result.StandardError);
        return result.StandardOutput;
    }

    protected async Task<BufferedCommandResult> DotnetAsync(params string[] arguments) => await Cli.Wrap("dotnet")
        .WithArguments(arguments)
        .WithWorkingDirectory(At("."))
        .WithEnvironmentVariables(environment => environment
            .Set("NUGET_PACKAGES", At("../packages"))
            .Set("DOTNET_CLI_HOME", At("../home"))
            .Set("DOTNET_NOLOGO", "true")
            .Set("XDG_CACHE_HOME", At("../cache"))
            .Set("CI", null)
            .Set("GITHUB_STEP_SUMMARY", At("../summary.md"))
            .Set("MSBUILDDISABLENODEREUSE", "1"))
        .WithValidation(CommandResultValidation.None)
        .ExecuteBufferedAsync(Encoding.UTF8);
}
