using Datastamp.Definitions;

namespace Datastamp.Output;

/// <summary>Files of one form that tell other programs what is known of a project's datasets.</summary>
/// <param name="Format">Their form.</param>
/// <param name="Folder">The absolute path of their folder.</param>
/// <param name="Project">The project's name.</param>
public sealed record Artifact(ArtifactFormat Format, string Folder, string Project)
{
    /// <summary>
    /// The files, by absolute paths. JSON and the table of images are <c>Project.datasets.json</c> and
    /// <c>Project.datasets.csv</c>; a video dataset has <c>Project.Name.videos.csv</c> and the like or, in forms of several files,
    /// a folder <c>Project.Name.ucf101</c> and the like. Its name is made an identifier, unlike all others in any case.
    /// </summary>
    /// <param name="known">The datasets and what is known of them.</param>
    /// <exception cref="Diagnostics.DiagnosticException">DS0105, DS0109: the form cannot hold a video.</exception>
    public IReadOnlyList<(string Path, byte[] Content)> Write(KnownDatasets known)
    {
        ArgumentNullException.ThrowIfNull(known);
        var files = new List<(string Path, byte[] Content)>();
        if (Format == ArtifactFormat.Json)
        {
            files.Add(File("datasets.json", AtomicFile.Encode(JsonText.Write(DatasetsJson.Write(Project, known)))));
        }

        if (Format == ArtifactFormat.Csv && (known.Images.Count > 0 || known.Videos.Count == 0))
        {
            files.Add(File("datasets.csv", AtomicFile.Encode(DatasetsCsv.Write(known.Images))));
        }

        if (Format.Videos is { } export)
        {
            var names = Identifiers.For(known.Videos.Select(item => item.Dataset.Name), [], name => [name.ToUpperInvariant()]);
            files.AddRange(names.Zip(known.Videos).SelectMany(item => export.Write(item.Second.Dataset, item.Second.Result.Videos)
                .Select(file => File($"{item.First}.{(export.IsFolder ? $"{export.Name}/" : string.Empty)}{file.RelativePath}", file.Content))));
        }

        return files;
    }

    private (string Path, byte[] Content) File(string name, byte[] content) => (Path.Combine(Folder, $"{Project}.{name}"), content);
}
