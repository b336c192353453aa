using System.Text.RegularExpressions;
using Datastamp.Diagnostics;
using Datastamp.Torch.Native;

namespace Datastamp.Tool.Backends;

/// <summary>A folder that has libtorch: as it is unpacked, as a Python installation has it, or as a package has it.</summary>
internal static partial class LibtorchFolder
{
    private const int MostFiles = 256;
    private const long MostBytes = 32L << 30;
    private const int MostVersionBytes = 1 << 16;

    // Below what is named: the archive's root, Python's package, its parent.
    private static readonly string[] places = ["", "lib", "torch/lib"];

    // Beside the libraries and above them: what the archive, and what Python's package say.
    private static readonly string[] tellers = ["build-version", "../build-version", "version.py", "../version.py"];

    /// <summary>The libraries of a folder.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="description">For people.</param>
    /// <param name="ask">Tells the version of a libtorch, where no file does.</param>
    /// <exception cref="DiagnosticException">DS0506: it has none, or what cannot be taken.</exception>
    public static async Task<BackendSource> ReadAsync(string path, string description, Func<string, Task<string>> ask)
    {
        try
        {
            var folder = places.Select(place => Path.Combine(path, place)).FirstOrDefault(place => File.Exists(Path.Combine(place, LibtorchFiles.Of("torch_cpu"))))
                ?? throw new DiagnosticException(Report.NotLibtorch(path, $"there is no {LibtorchFiles.Of("torch_cpu")} in it"));
            folder = Path.GetFullPath(folder);
            var files = Files(folder);
            return new(description, VersionIn(folder) ?? await ask(folder), files);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(Report.NotLibtorch(path, e.Message), e);
        }
    }

    /// <summary>The version that a file of a folder tells, without what is appended to it, such as <c>+cu128</c>; or null.</summary>
    public static string? VersionIn(string folder) => tellers
        .Select(teller => new FileInfo(Path.Combine(folder, teller)))
        .Where(file => file.Exists && file.Length <= MostVersionBytes)
        .Select(file => VersionText().Match(File.ReadAllText(file.FullName)))
        .FirstOrDefault(match => match.Success)?.Groups["version"].Value;

    private static List<SourceFile> Files(string folder)
    {
        var files = new List<SourceFile>();
        foreach (var entry in new DirectoryInfo(folder).EnumerateFiles().Where(entry => LibtorchFiles.IsNeeded(entry.Name)).OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            var target = entry.LinkTarget is null ? entry : (FileInfo)entry.ResolveLinkTarget(returnFinalTarget: true)!;
            if (target.DirectoryName != entry.DirectoryName)
            {
                throw new DiagnosticException(Report.NotLibtorch(entry.FullName, "it is a link out of its folder"));
            }

            // A pipe or a device has no length either.
            if (!target.Exists || target.Length == 0)
            {
                throw new DiagnosticException(Report.NotLibtorch(entry.FullName, "it is empty, or no file"));
            }

            files.Add(new(entry.Name, [target.FullName]));
        }

        var library = Array.Find(["c10", "torch", "torch_cpu"], name => files.TrueForAll(file => file.Name != LibtorchFiles.Of(name)));
        return library is not null ? throw new DiagnosticException(Report.NotLibtorch(folder, $"there is no {LibtorchFiles.Of(library)} in it"))
            : files.Count <= MostFiles && files.Sum(file => file.Length) <= MostBytes ? files
            : throw new DiagnosticException(Report.NotLibtorch(folder, "it has more or larger files than any libtorch"));
    }

    [GeneratedRegex(@"(^|__version__\s*(:\s*\w+\s*)?=\s*['""])(?<version>[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,4})(?![0-9])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionText();
}
