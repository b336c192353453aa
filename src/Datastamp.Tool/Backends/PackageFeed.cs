using System.ComponentModel;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Datastamp.Diagnostics;
using Datastamp.Tool.Projects;

namespace Datastamp.Tool.Backends;

/// <summary>
/// Has the .NET SDK restore a package, from the sources that the user's NuGet configuration and that of the current folder name.
/// What the machine's package cache has is taken from there. What it has not goes to a folder of its own, not to the cache:
/// gigabytes that only one program needs would stay there for ever. That folder goes when the installation is over.
/// </summary>
/// <param name="folder">The folder of the project and the packages. A restore that was broken off goes on where it was.</param>
internal sealed partial class PackageFeed(string folder)
{
    private const string CacheLine = "global-packages: ";

    /// <summary>Where packages are restored to.</summary>
    public string Packages => Path.Combine(folder, "packages");

    /// <summary>The machine's package cache.</summary>
    /// <exception cref="DiagnosticException">DS0507: there is no SDK.</exception>
    public static async Task<string?> FindCacheAsync(CancellationToken cancellation)
    {
        var (_, output, _) = await RunAsync(["nuget", "locals", "global-packages", "--list", "--force-english-output"], Environment.CurrentDirectory, cancellation);
        var line = output.Split('\n').FirstOrDefault(line => line.Contains(CacheLine, StringComparison.Ordinal));
        return line is null ? null : line[(line.IndexOf(CacheLine, StringComparison.Ordinal) + CacheLine.Length)..].Trim();
    }

    /// <summary>Restores a package and all that it needs.</summary>
    /// <exception cref="DiagnosticException">DS0504: no source has it, or it cannot be fetched; DS0505: the disk is full; DS0507: there is no SDK.</exception>
    public async Task<BackendSource> RestoreAsync(BackendPackage package, string? cache, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        foreach (var name in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
        {
            // An empty one keeps those of the folders above away.
            await File.WriteAllTextAsync(Path.Combine(folder, name), "<Project />", cancellation);
        }

        var project = Path.Combine(folder, "backend.csproj");
        await File.WriteAllTextAsync(project, Project(package, cache).ToString(), cancellation);
        var (exitCode, output, errors) = await RunAsync(["restore", project, "--verbosity", "quiet", "--nologo"], folder, cancellation);
        if (exitCode != 0)
        {
            var reason = Reason($"{output}\n{errors}");
            throw new DiagnosticException(reason.Contains("No space left", StringComparison.OrdinalIgnoreCase)
                ? Report.NoSpace(folder, package.Restored + package.Installed, Space.Free(folder))
                : Report.BackendNotRestored(package.Id, package.PackageVersion, reason));
        }

        return PackageFiles.Read(Path.Combine(folder, "obj", "project.assets.json"), package);
    }

    private XElement Project(BackendPackage package, string? cache) => new(
        "Project",
        new XAttribute("Sdk", "Microsoft.NET.Sdk"),
        new XElement(
            "PropertyGroup",
            new XElement("TargetFramework", "net8.0"),

            // Nothing is compiled: no reference assemblies, no host.
            new XElement("DisableImplicitFrameworkReferences", "true"),
            new XElement("UseAppHost", "false"),
            new XElement("NuGetAudit", "false"),
            new XElement("RestorePackagesPath", Escape(Packages)),
            new XElement("RestoreRootConfigDirectory", Escape(Environment.CurrentDirectory)),
            cache is not null && Directory.Exists(cache) ? new XElement("RestoreAdditionalProjectFallbackFolders", Escape(cache)) : null),
        new XElement("ItemGroup", new XElement("PackageReference", new XAttribute("Include", package.Id), new XAttribute("Version", $"[{package.PackageVersion}]"))));

    /// <summary>A path as a property's value, in which MSBuild sees nothing of its own.</summary>
    private static string Escape(string path) => string.Concat(path.Select(c => c is '%' or '$' or '@' or ';' or '*' or '?' or '(' or ')' or '\'' ? $"%{(int)c:X2}" : c.ToString()));

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(IEnumerable<string> arguments, string from, CancellationToken cancellation)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";
        try
        {
            return await ChildProcess.RunAsync(host, arguments, from, cancellation);
        }
        catch (Win32Exception e)
        {
            throw new DiagnosticException(Report.NoRestorer(host, e.Message), e);
        }
    }

    /// <summary>The first error that has a code, and what it says on the lines below it.</summary>
    private static string Reason(string text) => ErrorText().Match(text) is { Success: true } match ? match.Groups["text"].Value.Trim() : text.Trim().ReplaceLineEndings(" ");

    [GeneratedRegex(@"error (?<text>[A-Z]+[0-9]+: .*?)( \[[^\]\n]*\])?\r?$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ErrorText();
}
