using Datastamp.Output.Images;
using Datastamp.Output.Videos;

namespace Datastamp.Output;

/// <summary>A form of the files that tell other programs what is known of a project's datasets.</summary>
public sealed class ArtifactFormat
{
    private ArtifactFormat(string name, string description) => (Name, Description) = (name, description);

    /// <summary>All that is known of all datasets in one file, as <see cref="DatasetsJson"/> writes it.</summary>
    public static ArtifactFormat Json { get; } = new("json", "all that is known of all datasets, in one file") { Project = ProjectFile.Json };

    /// <summary>Tables: of images as <see cref="DatasetsCsv"/> writes it, of videos a file a dataset.</summary>
    public static ArtifactFormat Csv { get; } = new("csv", "tables: of images a row a channel, of videos a row a video") { Project = ProjectFile.Csv, Videos = VideoExportFormat.Csv };

    /// <summary>The same tables with typed columns: of images as <see cref="DatasetsParquet"/> writes it.</summary>
    public static ArtifactFormat Parquet { get; } = new("parquet", "Apache Parquet: the tables of csv with typed columns") { Project = ProjectFile.Parquet, Videos = VideoExportFormat.Parquet };

    /// <summary>A page for people. A build adds what a look at the data tells.</summary>
    public static ArtifactFormat Report { get; } = new("report", "a page for people: numbers, histograms, sizes, labels, pictures, duplicates, clips") { Project = ProjectFile.Report };

    /// <summary>Every form: those of whole projects, and all others that image datasets or video datasets are exported in.</summary>
    public static IReadOnlyList<ArtifactFormat> All { get; } =
    [
        Json,
        Csv,
        Parquet,
        Report,
        .. ImageExportFormat.All.Select(format => new ArtifactFormat(format.Name, format.Description) { Images = format }),
        .. VideoExportFormat.All.Except([VideoExportFormat.Csv, VideoExportFormat.Parquet]).Select(format => new ArtifactFormat(format.Name, format.Description) { Videos = format }),
    ];

    /// <summary>The forms that are written where none is named.</summary>
    public static IReadOnlyList<ArtifactFormat> Default { get; } = [Json, Csv];

    /// <summary>The name, in lower case.</summary>
    public string Name { get; }

    /// <summary>What it is, for people.</summary>
    public string Description { get; }

    /// <summary>The file of all datasets; null where there is none.</summary>
    internal ProjectFile? Project { get; private init; }

    /// <summary>How image datasets are written, each into files of its own; null where they are not.</summary>
    internal ImageExportFormat? Images { get; private init; }

    /// <summary>How video datasets are written, each into files of its own; null where they are not.</summary>
    internal VideoExportFormat? Videos { get; private init; }

    /// <summary>The form of a name, in whatever case; null where there is none.</summary>
    public static ArtifactFormat? Named(string name) => All.FirstOrDefault(format => string.Equals(format.Name, name, StringComparison.OrdinalIgnoreCase));
}
