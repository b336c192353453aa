namespace Datastamp.MSBuild.Protocol;

/// <summary>Paths as projects write them.</summary>
internal static class ProjectPath
{
    /// <summary>The absolute path. Never by the current directory, which in a multithreaded build is no project's.</summary>
    /// <param name="project">The absolute path of the project file.</param>
    /// <param name="path">A path relative to its folder, or an absolute one.</param>
    public static string Full(string project, string path) => Path.GetFullPath(Path.Combine(
        Path.GetDirectoryName(project)!, Path.DirectorySeparatorChar == '/' ? path.Replace('\\', '/') : path));
}
