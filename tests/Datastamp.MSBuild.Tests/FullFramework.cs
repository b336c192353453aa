using Mono.Cecil;

namespace Datastamp.MSBuild.Tests;

/// <summary>Finds assemblies as MSBuild in Visual Studio would: .NET Framework 4.7.2 with its facades, and a version of MSBuild.</summary>
internal sealed class FullFramework(string msbuild) : IAssemblyResolver
{
    private static readonly string framework = Feed.Metadata("FullFrameworkPath");

    private readonly Dictionary<string, AssemblyDefinition?> loaded = new(StringComparer.OrdinalIgnoreCase);

    public ReaderParameters Parameters => new() { AssemblyResolver = this };

    public static string Library(string package, string version) =>
        Path.Combine(Feed.Metadata("NuGetPackageRoot"), package.ToLowerInvariant(), version, "lib", "net472", package + ".dll");

    public AssemblyDefinition? Resolve(AssemblyNameReference name)
    {
        if (!loaded.TryGetValue(name.Name, out var assembly))
        {
            string[] candidates =
                [Library(name.Name, msbuild), Path.Combine(framework, name.Name + ".dll"), Path.Combine(framework, "Facades", name.Name + ".dll")];
            var found = Array.Find(candidates, File.Exists);
            loaded[name.Name] = assembly = found is null ? null : AssemblyDefinition.ReadAssembly(found, Parameters);
        }

        // A later version of an assembly that is there is not there.
        return assembly?.Name.Version >= name.Version ? assembly : null;
    }

    public AssemblyDefinition? Resolve(AssemblyNameReference name, ReaderParameters parameters) => Resolve(name);

    public void Dispose()
    {
        foreach (var assembly in loaded.Values)
        {
            assembly?.Dispose();
        }
    }
}
