using Datastamp.Diagnostics;

namespace Datastamp.Tool.Projects;

/// <summary>Finds the project that a command line means.</summary>
internal static class ProjectFile
{
    private static readonly string[] extensions = [".csproj", ".vbproj", ".fsproj"];

    /// <summary>Whether a path is written like that of a project.</summary>
    public static bool IsProject(string path) => extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>The absolute path of a project: the file that is given, or the only one of the folder that is.</summary>
    /// <param name="path">A project file, a folder, or null for the current folder.</param>
    /// <exception cref="DiagnosticException">DS0004: there is none, or more than one.</exception>
    public static string Find(string? path)
    {
        var full = Path.GetFullPath(path ?? ".");
        if (File.Exists(full))
        {
            return full;
        }

        if (!Directory.Exists(full))
        {
            throw new DiagnosticException(Report.NoProject(full, "there is no such file or folder"));
        }

        return Directory.GetFiles(full).Where(IsProject).Order(StringComparer.Ordinal).ToArray() switch
        {
            [var only] => only,
            [] => throw new DiagnosticException(Report.NoProject(full, "the folder has no project file")),
            var several => throw new DiagnosticException(Report.NoProject(full, $"the folder has several projects: {string.Join(", ", several.Select(Path.GetFileName))}")),
        };
    }
}
