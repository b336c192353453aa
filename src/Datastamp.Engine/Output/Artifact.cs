using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Output.Images;

namespace Datastamp.Output;

/// <summary>Files of one form that tell other programs what is known of a project's datasets.</summary>
/// <param name="Format">Their form.</param>
/// <param name="Folder">The absolute path of their folder.</param>
/// <param name="Project">The project's name.</param>
public sealed record Artifact(ArtifactFormat Format, string Folder, string Project)
{
    /// <summary>
    /// The files, by absolute paths. Those of all datasets are <c>Project.datasets.json</c> and the like. Others are a dataset's:
    /// <c>Project.Name.torchvision.py</c>, <c>Project.Name.videos.csv</c> and the like or, in forms of several files or of files
    /// known by their names, a folder <c>Project.Name.huggingface</c> and the like. The dataset's name is made an identifier,
    /// unlike all others in any case.
    /// </summary>
    /// <param name="known">The datasets and what is known of them.</param>
    /// <exception cref="Diagnostics.DiagnosticException">DS0105, DS0109: the form cannot hold a dataset or a video.</exception>
    public IReadOnlyList<(string Path, byte[] Content)> Write(KnownDatasets known)
    {
        ArgumentNullException.ThrowIfNull(known);
        var files = new List<(string Path, byte[] Content)>();
        if (Format.Project is { } file && file.IsFor(known))
        {
            files.Add((Path.Combine(Folder, $"{Project}.{file.Name}"), file.Write(Project, known)));
        }

        if (Format.Images is { } images)
        {
            files.AddRange(Each(known.Images, item => item.Dataset, (name, item) => images.Write(new ImageFacts(name, item.Dataset, item.Result)), images.IsFolder));
        }

        if (Format.Videos is { } videos)
        {
            files.AddRange(Each(known.Videos, item => item.Dataset, (_, item) => videos.Write(item.Dataset, item.Result.Videos), videos.IsFolder));
        }

        return files;
    }

    private IEnumerable<(string Path, byte[] Content)> Each<T>(
        IReadOnlyList<T> items, Func<T, Dataset> dataset, Func<string, T, IReadOnlyList<ExportedFile>> write, bool isFolder) =>
        Identifiers.For(items.Select(item => dataset(item).Name), [], name => [name.ToUpperInvariant()])
            .Zip(items)
            .SelectMany(item => write(item.First, item.Second), (item, file) =>
                (Path.Combine(Folder, $"{Project}.{item.First}.{(isFolder ? $"{Format.Name}/" : string.Empty)}{file.RelativePath}"), file.Content));
}
