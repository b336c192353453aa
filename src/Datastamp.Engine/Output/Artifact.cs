namespace Datastamp.Output;

/// <summary>A file that tells other programs what is known of a project's datasets.</summary>
/// <param name="Format">Its form.</param>
/// <param name="Folder">The absolute path of its folder.</param>
/// <param name="Project">The project's name.</param>
public sealed record ArtifactFile(ArtifactFormat Format, string Folder, string Project)
{
    /// <summary>The absolute path: <c>Project.datasets.json</c> or <c>Project.datasets.csv</c> in the folder.</summary>
    public string Path => System.IO.Path.Combine(Folder, $"{Project}.datasets.{(Format == ArtifactFormat.Json ? "json" : "csv")}");

    /// <summary>The text of the file.</summary>
    /// <param name="known">The datasets and what is known of them.</param>
    public string Write(KnownDatasets known) =>
        Format == ArtifactFormat.Json ? JsonText.Write(DatasetsJson.Write(Project, known.Images)) : DatasetsCsv.Write(known.Images);
}
