using System.ComponentModel;
using Datastamp.Diagnostics;
using Datastamp.Tool.Projects;
using Datastamp.Torch.Native;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Datastamp.Tool.Backends;

/// <summary>The libtorch of a Python installation, which is asked where it is; nothing of it is run.</summary>
internal static class PythonTorch
{
    private const string Question =
        """
        import importlib.util, json, os
        spec = importlib.util.find_spec("torch")
        print(json.dumps(spec and [os.path.realpath(folder) for folder in spec.submodule_search_locations or []]))
        """;

    // Wheels have CUDA's libraries in packages of their own.
    private const string CudaPackages = "nvidia";

    private static readonly string[] libraryFolders = ["lib", "bin"];

    /// <summary>Whether what a person names to install from is an interpreter: no folder, and called Python.</summary>
    public static bool IsInterpreter(string path) =>
        !Directory.Exists(path) && Path.GetFileName(path).StartsWith("python", StringComparison.OrdinalIgnoreCase);

    /// <summary>The libraries of an interpreter's torch.</summary>
    /// <param name="python">Its name on the PATH, or its path.</param>
    /// <param name="ask">Tells the version of a libtorch, where no file does.</param>
    /// <param name="cancellation">Ends Python.</param>
    /// <exception cref="DiagnosticException">DS0506: it cannot be started, has no torch, or one that cannot be taken.</exception>
    public static async Task<BackendSource> ReadAsync(string python, Func<string, Task<string>> ask, CancellationToken cancellation)
    {
        var torch = await FindAsync(python, cancellation);
        var source = await LibtorchFolder.ReadAsync(torch, $"torch of {python}, {torch}", ask);
        return source with { Files = [.. source.Files.Concat(CudaFiles(torch, source.Files)).OrderBy(file => file.Name, StringComparer.Ordinal)] };
    }

    private static async Task<string> FindAsync(string python, CancellationToken cancellation)
    {
        // Python looks for modules where it is started.
        var empty = Directory.CreateTempSubdirectory("datastamp-");
        try
        {
            var (exitCode, output, errors) = await ChildProcess.RunAsync(python, ["-c", Question], empty.FullName, cancellation);
            var folders = exitCode == 0 ? JToken.Parse(output) as JArray : throw new DiagnosticException(Report.NotLibtorch(python, $"it ended with {exitCode}: {errors.Trim().ReplaceLineEndings(" ")}"));
            return (string?)folders?.FirstOrDefault() ?? throw new DiagnosticException(Report.NotLibtorch(python, "it has no module torch"));
        }
        catch (Exception e) when (e is Win32Exception or JsonException)
        {
            throw new DiagnosticException(Report.NotLibtorch(python, $"it cannot be asked: {e.Message}"), e);
        }
        finally
        {
            empty.Delete(recursive: true);
        }
    }

    private static IEnumerable<SourceFile> CudaFiles(string torch, IReadOnlyList<SourceFile> known)
    {
        var packages = Path.Combine(Path.GetDirectoryName(torch)!, CudaPackages);
        if (!Directory.Exists(packages) || known.All(file => !file.Name.Contains("torch_cuda", StringComparison.Ordinal)))
        {
            return [];
        }

        return Directory.GetDirectories(packages)
            .SelectMany(package => libraryFolders.Select(folder => new DirectoryInfo(Path.Combine(package, folder))))
            .Where(folder => folder.Exists)
            .SelectMany(folder => folder.EnumerateFiles())
            .Where(file => file.LinkTarget is null && LibtorchFiles.IsNeeded(file.Name) && known.All(other => other.Name != file.Name))
            .DistinctBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => new SourceFile(file.Name, [file.FullName]));
    }
}
