using Datastamp.Diagnostics;

namespace Datastamp.Definitions;

/// <summary>Finds the project that a command line means.</summary>
public static class ProjectFinder
{
    private static readonly string[] extensions = [".csproj", ".vbproj", ".fsproj"];

    /// <summary>Whether a path is written like that of a project.</summary>
    public static bool IsProject(string path) => extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a path is a folder with project files.</summary>
    public static bool HasProjects(string folder) => Directory.Exists(folder) && ProjectsIn(folder).Length > 0;

    /// <summary>The absolute path of a project: the file that is given, or the only one of the folder that is.</summary>
    /// <param name="path">A project file or a folder.</param>
    /// <exception cref="DiagnosticException">DS0004: there is none, or more than one.</exception>
    public static string Find(string path)
    {
        var full = Path.GetFullPath(path);
        if (File.Exists(full))
        {
            return full;
        }

        if (!Directory.Exists(full))
        {
            throw new DiagnosticException(Report.NoProject(full, "there is no such file or folder"));
        }

        return ProjectsIn(full) switch
        {
            [var only] => only,
            [] => throw new DiagnosticException(Report.NoProject(full, "the folder has no project file")),
            var several => throw new DiagnosticException(Report.NoProject(full, $"the folder has several projects: {string.Join(", ", several.Select(Path.GetFileName))}")),
        };
    }

    private static string[] ProjectsIn(string folder) => [.. Directory.EnumerateFiles(folder).Where(IsProject).Order(StringComparer.Ordinal)];
}
