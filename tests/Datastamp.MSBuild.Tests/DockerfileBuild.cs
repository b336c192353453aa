using System.Text.Json;

namespace Datastamp.MSBuild.Tests;

/// <summary>
/// What a Dockerfile does, done in folders: a folder a stage in place of its image, a shell in place of the engine. Paths that
/// start from the root are of the stage in COPY and WORKDIR; commands must not use them. Whatever else there is in Docker's
/// language throws.
/// </summary>
internal sealed class DockerfileBuild(string context, string folder, Func<string, string, Task> runAsync)
{
    private string stage = string.Empty;
    private string workingDirectory = "/";

    /// <summary>What a container of the last stage starts, and where.</summary>
    public (IReadOnlyList<string> Command, string Folder) EntryPoint { get; private set; }

    public async Task BuildAsync(string dockerfile, string dockerignore)
    {
        var ignored = Lines(dockerignore);
        Assert.That(ignored, Has.None.Contains("*").And.None.StartsWith("!"), "Only plain paths are understood here.");
        foreach (var line in Lines(dockerfile))
        {
            var words = line.Split(' ');
            switch (words)
            {
                case ["ARG", "REGISTRY"]:
                    break;
                case ["FROM", _, "AS", var name]:
                    Start(name);
                    break;
                case ["FROM", _]:
                    Start("last");
                    break;
                case ["WORKDIR", var path]:
                    workingDirectory = path;
                    Directory.CreateDirectory(InStage(stage, path));
                    break;
                case ["COPY", var from, var source, var target] when from.StartsWith("--from=", StringComparison.Ordinal):
                    Copy(InStage(from["--from=".Length..], source), target, []);
                    break;
                case ["COPY", var source, var target]:
                    Copy(Path.Combine(context, source), target, ignored);
                    break;
                case ["RUN", ..]:
                    await runAsync(line["RUN ".Length..], InStage(stage, workingDirectory));
                    break;
                case ["ENTRYPOINT", ..]:
                    EntryPoint = (JsonSerializer.Deserialize<string[]>(line["ENTRYPOINT ".Length..])!, InStage(stage, workingDirectory));
                    break;
                default:
                    throw new NotSupportedException(line);
            }
        }
    }

    private static string[] Lines(string text) => [.. text.Split('\n').Where(line => line.Length > 0 && line[0] != '#')];

    private void Start(string name) => (stage, workingDirectory) = (name, "/");

    private string InStage(string name, string path) => Path.Combine(folder, name, path.TrimStart('/'));

    /// <summary>Copies a folder's contents, or the files of a folder that a pattern selects.</summary>
    private void Copy(string source, string target, string[] ignored)
    {
        var isPattern = Path.GetFileName(source).Contains('*', StringComparison.Ordinal);
        var root = Path.GetFullPath(isPattern ? Path.GetDirectoryName(source)! : source);
        var destination = Path.Combine(InStage(stage, workingDirectory), target);
        var files = Directory.EnumerateFiles(root, isPattern ? Path.GetFileName(source) : "*", isPattern ? SearchOption.TopDirectoryOnly : SearchOption.AllDirectories);
        foreach (var file in files.Select(file => Path.GetRelativePath(root, file)).Where(file => !ignored.Contains(file.Split('/')[0], StringComparer.Ordinal)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(destination, file))!);
            File.Copy(Path.Combine(root, file), Path.Combine(destination, file), overwrite: true);
        }
    }
}
