using System.Text;
using CliWrap;
using CliWrap.Buffered;
using Datastamp.Tests;

namespace Datastamp.MSBuild.Tests;

/// <summary>The sources of this repository in a folder of their own, with one commit that is the same in every copy.</summary>
internal sealed class RepositoryCopy : IDisposable
{
    private static readonly string[] sources =
        ["src", "nuget", "build", "Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig", ".gitignore", ".gitattributes"];

    public string Root { get; } = Directory.CreateTempSubdirectory("datastamp-copy-").FullName;

    public string Commit { get; private set; } = string.Empty;

    public static async Task<RepositoryCopy> MakeAsync()
    {
        var copy = new RepositoryCopy();
        var listed = await RunAsync(Repository.Root, "git", ["ls-files", "--cached", "--others", "--exclude-standard", "--", .. sources]);
        foreach (var file in listed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(Path.Combine(Repository.Root, file))))
        {
            var target = Path.Combine(copy.Root, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(Repository.Root, file), target);
        }

        await copy.GitAsync("init", "--quiet", "--initial-branch=main");
        await copy.GitAsync("add", ".");
        await copy.GitAsync("commit", "--quiet", "--message=sources");
        await copy.GitAsync("remote", "add", "origin", "https://github.com/someone/something.git");
        copy.Commit = await copy.GitAsync("rev-parse", "HEAD");
        return copy;
    }

    /// <summary>The folder of the packages.</summary>
    public string Packed => Path.Combine(Root, "packed");

    /// <summary>Packs everything, as <c>build/pack</c> does.</summary>
    public async Task PackAsync()
    {
        foreach (var project in new[] { "MSBuild", "Tool", "Core", "Engine", "Torch" })
        {
            // Analyzers change no byte, and take half of the time.
            await RunAsync(
                Root,
                "dotnet",
                ["pack", $"src/Datastamp.{project}", "--configuration", "Release", "-p:ContinuousIntegrationBuild=true", "-p:RunAnalyzers=false", "-nodeReuse:false", "--output", Packed]);
        }
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private Task<string> GitAsync(params string[] arguments) =>
        RunAsync(Root, "git", ["-c", "user.name=someone", "-c", "user.email=someone@example.org", "-c", "commit.gpgSign=false", .. arguments]);

    private static async Task<string> RunAsync(string folder, string program, string[] arguments)
    {
        var result = await Cli.Wrap(program)
            .WithArguments(arguments)
            .WithWorkingDirectory(folder)
            .WithEnvironmentVariables(environment =>
            {
                NestedBuild.ForgetSdk(environment);
                environment.Set("GIT_AUTHOR_DATE", "2020-01-01T00:00:00Z").Set("GIT_COMMITTER_DATE", "2020-01-01T00:00:00Z");
            })
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(Encoding.UTF8);
        Assert.That(result.ExitCode, Is.Zero, result.StandardOutput + result.StandardError);
        return result.StandardOutput.Trim();
    }
}
