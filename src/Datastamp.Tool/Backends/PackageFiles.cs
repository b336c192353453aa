using Datastamp.Diagnostics;
using Datastamp.Torch.Native;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tool.Backends;

/// <summary>
/// The libraries in restored packages. The feed takes no package of more than 250 MB, so large libraries come in pieces: the
/// first in a package that ends in <c>-primary</c>, with the hash of the whole beside it, the others in <c>-fragment1</c> and
/// on. Builds join them in the package cache by a task of the package; here they are joined while they are copied, and no code
/// of a package runs.
/// </summary>
internal static class PackageFiles
{
    private const string Primary = "-primary";
    private const string HashEnd = ".sha";
    private const int MostFragments = 100;

    /// <summary>The libraries of a restore.</summary>
    /// <param name="assets">The file <c>project.assets.json</c> that the restore wrote.</param>
    /// <param name="package">What was restored.</param>
    /// <exception cref="DiagnosticException">DS0504: the packages have no libtorch, or not all of it.</exception>
    public static BackendSource Read(string assets, BackendPackage package)
    {
        try
        {
            var json = JObject.Parse(File.ReadAllText(assets));
            var roots = ((JObject)json["packageFolders"]!).Properties().Select(root => root.Name).ToArray();
            var folders = ((JObject)json["libraries"]!).Properties()
                .Where(library => library.Name.StartsWith(BackendPackage.Prefix, StringComparison.OrdinalIgnoreCase))
                .Select(library => Folder(roots, (string)library.Value["path"]!))
                .ToArray();
            var files = folders
                .Select(folder => Path.Combine(folder, "runtimes", package.Runtime, "native"))
                .Where(Directory.Exists)
                .SelectMany(Directory.GetFiles)
                .Where(file => LibtorchFiles.IsNeeded(Path.GetFileName(file)))
                .Select(file => Join(file, folders, package.Runtime))
                .OrderBy(file => file.Name, StringComparer.Ordinal)
                .ToList();
            var missing = Array.Find(["c10", "torch", "torch_cpu"], name => files.TrueForAll(file => file.Name != LibtorchFiles.Of(name)));
            return missing is not null ? throw new IOException($"it has no {LibtorchFiles.Of(missing)}") : new($"{package.Id} {package.PackageVersion}", package.Version, files);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or ArgumentException or InvalidCastException or NullReferenceException)
        {
            throw new DiagnosticException(Report.BackendNotRestored(package.Id, package.PackageVersion, e.Message), e);
        }
    }

    private static string Folder(string[] roots, string path) =>
        roots.Select(root => Path.Combine(root, path)).FirstOrDefault(Directory.Exists) ?? throw new IOException($"'{path}' is in none of the package folders");

    /// <summary>A library with its other pieces, which are not there where it is whole or a build has joined them.</summary>
    private static SourceFile Join(string file, string[] folders, string runtime)
    {
        var name = Path.GetFileName(file);
        if (!File.Exists(file + HashEnd))
        {
            return new(name, [file]);
        }

        var package = Array.Find(folders, folder => file.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))!;
        var parts = new List<string> { file };
        for (var i = 1; i <= MostFragments; i++)
        {
            var id = Path.GetFileName(Path.GetDirectoryName(package))!.Replace(Primary, FormattableString.Invariant($"-fragment{i}"), StringComparison.OrdinalIgnoreCase);
            var fragment = folders
                .Where(folder => Path.GetFileName(Path.GetDirectoryName(folder))!.Equals(id, StringComparison.OrdinalIgnoreCase))
                .Select(folder => Path.Combine(folder, "fragments", runtime, "native", FormattableString.Invariant($"{name}.fragment{i}")))
                .FirstOrDefault(File.Exists);
            if (fragment is null)
            {
                break;
            }

            parts.Add(fragment);
        }

        return new(name, parts, File.ReadAllText(file + HashEnd).Trim().ToLowerInvariant());
    }
}
