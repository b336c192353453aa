using System.Diagnostics;

namespace Datastamp.Tests.Output;

/// <summary>A project outside the repository without any package, which real builds compile. No feed is asked.</summary>
public abstract class PlainProject : TemporaryFolder
{
    protected string Assembly => At("bin/Debug/net10.0/App.dll");

    protected void WriteText(string path, string text) => File.WriteAllText(At(path), text);

    protected void WriteProject(string file, string properties, string items)
    {
        foreach (var inherited in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
        {
            WriteText(inherited, "<Project />");
        }

        WriteText("NuGet.config", "<configuration><packageSources><clear /></packageSources></configuration>");
        WriteText(file, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <UseAppHost>false</UseAppHost>
                <AssemblyName>App</AssemblyName>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <GenerateDocumentationFile>true</GenerateDocumentationFile>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                {items}
              </ItemGroup>
            </Project>
            """);
    }

    protected void Build(params string[] arguments)
    {
        var (exitCode, output) = Dotnet(["build", "-nodeReuse:false", "-p:UseSharedCompilation=false", .. arguments]);
        Assert.That(exitCode, Is.Zero, output[^Math.Min(output.Length, 4000)..]);
    }

    /// <summary>What the built program prints.</summary>
    protected string RunProgram() => Dotnet(["exec", Assembly]).Output;

    protected (int ExitCode, string Output) Dotnet(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The test host runs under an SDK whose variables would steer the nested one.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name is "CI" or "DOTNET_HOST_PATH").ToArray())
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}
