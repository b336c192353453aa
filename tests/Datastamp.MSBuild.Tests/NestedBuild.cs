using System.Text;
using CliWrap;
using CliWrap.Buffered;
using CliWrap.Builders;
using Microsoft.Build.Logging.StructuredLogger;
using NUnit.Framework.Interfaces;

namespace Datastamp.MSBuild.Tests;

/// <summary>
/// A project outside the repository that references the packed package: temporary root, nothing inherited from folders
/// above, the local feed as its only source. The folder and the binary logs stay where a test fails.
/// </summary>
public abstract class NestedBuild
{
    private int builds;
    private string folder = string.Empty;

    /// <summary>The project's folder.</summary>
    protected string Root { get; set; } = string.Empty;

    protected string LockFile => At("datastamp.lock.json");

    protected string GeneratedFile => At("obj/Debug/net10.0/App.Datasets.g.cs");

    [SetUp]
    public void MakeProject()
    {
        builds = 0;
        Variables = [];
        folder = Directory.CreateTempSubdirectory("datastamp-test-").FullName;
        Root = Path.Combine(folder, "App");
        Write("../Directory.Build.props", "<Project />");
        Write("../Directory.Build.targets", "<Project />");
        Write("../Directory.Packages.props", "<Project />");
        Write("../NuGet.config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Feed.Packages}" /></config>
              <packageSources><clear /><add key="local" value="{Feed.Path}" /></packageSources>
            </configuration>
            """);
    }

    [TearDown]
    public void DeleteProject()
    {
        if (TestContext.CurrentContext.Result.Outcome.Status == TestStatus.Failed)
        {
            TestContext.Out.WriteLine($"Kept: {Root}");
            return;
        }

        Directory.Delete(folder, recursive: true);
    }

    protected string At(string path) => Path.GetFullPath(Path.Combine(Root, path));

    protected void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
    }

    protected string Read(string path) => File.ReadAllText(At(path));

    /// <summary>Writes a console project with these items, and a program that prints what the expression says.</summary>
    protected void Project(string items, string expression = "0", string properties = "")
    {
        ProjectFile("App.csproj", items, properties);
        Write("Program.cs", $$"""
            namespace App
            {
                internal static class Program
                {
                    private static void Main() => System.Console.WriteLine(System.FormattableString.Invariant($"{{{expression}}}"));
                }
            }
            """);
    }

    /// <summary>Writes a console project, in the language that its extension says.</summary>
    protected void ProjectFile(string name, string items, string properties) => Write(name, $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <UseAppHost>false</UseAppHost>
            <TreatWarningsAsErrors>false</TreatWarningsAsErrors>
            {properties}
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Datastamp.MSBuild" Version="{Feed.Version}" PrivateAssets="all" />
            {items}
          </ItemGroup>
        </Project>
        """);

    /// <summary>Copies the sample images, made for the quick start, into a folder of the project.</summary>
    protected void Images(string folder, params string[] names)
    {
        Directory.CreateDirectory(At(folder));
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "shapes")))
        {
            if (names.Length == 0 || names.Contains(Path.GetFileName(file), StringComparer.Ordinal))
            {
                File.Copy(file, At($"{folder}/{Path.GetFileName(file)}"));
            }
        }
    }

    /// <summary>Copies one of the sample clips: right.mp4 of 32 frames of 96x64, or fan.webm of 24 frames of 64x64.</summary>
    protected void Clip(string name, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.Copy(Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "clips"), name, SearchOption.AllDirectories).Single(), At(path));
    }

    protected async Task<BuildResult> BuildAsync(params string[] arguments)
    {
        var binlog = At($"../build{++builds}.binlog");
        var restored = builds > 1 && !arguments.Contains("--no-restore", StringComparer.Ordinal) ? new[] { "--no-restore" } : [];
        var result = await Dotnet(["build", .. restored, "-nodeReuse:false", $"-bl:{binlog}", .. arguments]);
        return new(result.ExitCode, result.StandardOutput, BinaryLog.ReadBuild(binlog));
    }

    /// <summary>Only what this package adds to a build, without the compiler.</summary>
    protected Task<BuildResult> StampAsync(params string[] arguments) => BuildAsync(["-t:DatastampStamp", .. arguments]);

    protected async Task<BuildResult> BuildGreenAsync(params string[] arguments)
    {
        var build = await BuildAsync(arguments);
        Assert.That(build.Succeeded, Is.True, build.Output);
        return build;
    }

    /// <summary>What the built program prints.</summary>
    protected async Task<string> RunAsync() => (await Dotnet(["exec", At("bin/Debug/net10.0/App.dll")])).StandardOutput.Trim();

    protected Task<BufferedCommandResult> Dotnet(IEnumerable<string> arguments) => Start(arguments).Task;

    /// <summary>Starts a dotnet command that the test does not wait for yet.</summary>
    protected CommandTask<BufferedCommandResult> Start(IEnumerable<string> arguments) => Cli.Wrap("dotnet")
        .WithArguments(arguments)
        .WithWorkingDirectory(Root)
        .WithEnvironmentVariables(SetEnvironment)
        .WithValidation(CommandResultValidation.None)
        .ExecuteBufferedAsync(Encoding.UTF8);

    /// <summary>Whether builds remember what was measured.</summary>
    protected virtual bool IsRemembered => true;

    /// <summary>What else builds find in the environment.</summary>
    protected IReadOnlyList<(string Name, string Value)> Variables { get; set; } = [];

    /// <summary>What this project's builds share stays beside it.</summary>
    protected void SetEnvironment(EnvironmentVariablesBuilder environment)
    {
        ForgetSdk(environment);
        environment.Set("XDG_CACHE_HOME", At("../cache"));
        environment.Set("XDG_DATA_HOME", At("../data"));
        if (!IsRemembered)
        {
            environment.Set("DATASTAMP_CACHE_SIZE", "0");
        }

        foreach (var (name, value) in Variables)
        {
            environment.Set(name, value);
        }
    }

    /// <summary>The test host runs under an SDK whose variables, and a user's of NuGet, would steer the nested one.</summary>
    internal static void ForgetSdk(EnvironmentVariablesBuilder environment)
    {
        foreach (string name in Environment.GetEnvironmentVariables().Keys)
        {
            if (name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name is "CI" or "DOTNET_HOST_PATH" or "NUGET_PACKAGES")
            {
                environment.Set(name, null);
            }
        }
    }
}
