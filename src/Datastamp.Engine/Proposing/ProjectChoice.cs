using Datastamp.Definitions;
using Datastamp.Diagnostics;

namespace Datastamp.Proposing;

/// <summary>A project and the folders that it is to know of.</summary>
/// <param name="Project">The absolute path of the project file.</param>
/// <param name="Folders">The absolute paths of the folders.</param>
public sealed record ProjectChoice(string Project, IReadOnlyList<string> Folders)
{
    /// <summary>
    /// Reads <c>[PROJECT] PATH…</c>: the first path is the project where it ends in <c>proj</c>, or where it is a folder that
    /// holds a project file and others follow. Without one, the project is that of the base folder.
    /// </summary>
    /// <param name="paths">The paths as written: one or more.</param>
    /// <param name="baseFolder">The absolute folder that relative paths start from.</param>
    /// <exception cref="DiagnosticException">DS0004, DS0013: there is no project, there are several, it is none that datasets can be in.</exception>
    public static ProjectChoice Read(IReadOnlyList<string> paths, string baseFolder)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var full = paths.Select(path => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, baseFolder))).ToArray();
        return IsFile(full[0]) ? new(Check(full[0]), full[1..])
            : full.Length > 1 && ProjectFinder.HasProjects(full[0]) ? new(ProjectFinder.Find(full[0]), full[1..])
            : new(ProjectFinder.Find(baseFolder), full);
    }

    private static bool IsFile(string path) => path.EndsWith("proj", StringComparison.OrdinalIgnoreCase) && Path.HasExtension(path) && !Directory.Exists(path);

    private static string Check(string path) => ProjectFinder.IsProject(path)
        ? ProjectFinder.Find(path)
        : throw new DiagnosticException(Report.ProjectNotEditable(path, "constants are generated in C#, Visual Basic and F#: .csproj, .vbproj or .fsproj"));
}
