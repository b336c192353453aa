using Datastamp.Diagnostics;

namespace Datastamp.Proposing;

/// <summary>A project and the folders that it is to know of.</summary>
/// <param name="Project">The absolute path of the project file.</param>
/// <param name="Folders">The absolute paths of the folders.</param>
public sealed record ProjectChoice(string Project, IReadOnlyList<string> Folders)
{
    private static readonly string[] extensions = [".csproj", ".vbproj", ".fsproj"];

    /// <summary>
    /// Reads <c>[PROJECT] PATH…</c>: the first path is the project where it ends in <c>proj</c>, or where it is a folder that
    /// holds a project file and others follow. Without one, the project is that of the base folder.
    /// </summary>
    /// <param name="paths">The paths as written: one or more.</param>
    /// <param name="baseFolder">The absolute folder that relative paths start from.</param>
    /// <exception cref="DiagnosticException">DS0011, DS0012, DS0013: there is no project, there are several, it is none that datasets can be in.</exception>
    public static ProjectChoice Read(IReadOnlyList<string> paths, string baseFolder)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var full = paths.Select(path => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, baseFolder))).ToArray();
        return IsFile(full[0]) ? new(Check(full[0]), full[1..])
            : full.Length > 1 && ProjectsIn(full[0]).Length > 0 ? new(Only(full[0]), full[1..])
            : new(Only(baseFolder), full);
    }

    private static bool IsFile(string path) => path.EndsWith("proj", StringComparison.OrdinalIgnoreCase) && Path.HasExtension(path) && !Directory.Exists(path);

    private static string Check(string path) =>
        !extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)
            ? throw new DiagnosticException(Report.ProjectNotEditable(path, "constants are generated in C#, Visual Basic and F#: .csproj, .vbproj or .fsproj"))
            : File.Exists(path) ? path
            : throw new DiagnosticException(Report.NoProject(path));

    private static string Only(string folder) => ProjectsIn(folder) switch
    {
        [var project] => project,
        [] => throw new DiagnosticException(Report.NoProject(folder)),
        var several => throw new DiagnosticException(Report.SeveralProjects(folder, several)),
    };

    private static string[] ProjectsIn(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder).Where(file => extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)]
        : [];
}
