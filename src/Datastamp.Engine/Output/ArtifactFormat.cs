using Datastamp.Output.Videos;

namespace Datastamp.Output;

/// <summary>A form of the files that tell other programs what is known of a project's datasets.</summary>
public sealed class ArtifactFormat
{
    private ArtifactFormat(string name, string description, VideoExportFormat? videos) => (Name, Description, Videos) = (name, description, videos);

    /// <summary>All that is known of all datasets in one file, as <see cref="DatasetsJson"/> writes it.</summary>
    public static ArtifactFormat Json { get; } = new("json", "all that is known of all datasets, in one file", null);

    /// <summary>Tables: of images as <see cref="DatasetsCsv"/> writes it, of videos a file a dataset.</summary>
    public static ArtifactFormat Csv { get; } = new("csv", "tables: of images a row a channel, of videos a row a video", VideoExportFormat.Csv);

    /// <summary>Every form: <see cref="Json"/>, <see cref="Csv"/>, and all others that video datasets are exported in.</summary>
    public static IReadOnlyList<ArtifactFormat> All { get; } =
        [Json, Csv, .. VideoExportFormat.All.Where(format => format != VideoExportFormat.Csv).Select(format => new ArtifactFormat(format.Name, format.Description, format))];

    /// <summary>The forms that are written where none is named.</summary>
    public static IReadOnlyList<ArtifactFormat> Default { get; } = [Json, Csv];

    /// <summary>The name, in lower case.</summary>
    public string Name { get; }

    /// <summary>What it is, for people.</summary>
    public string Description { get; }

    /// <summary>How video datasets are written, each into files of its own; null where they are not.</summary>
    internal VideoExportFormat? Videos { get; }

    /// <summary>The form of a name, in whatever case; null where there is none.</summary>
    public static ArtifactFormat? Named(string name) => All.FirstOrDefault(format => string.Equals(format.Name, name, StringComparison.OrdinalIgnoreCase));
}
