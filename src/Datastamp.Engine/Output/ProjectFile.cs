using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Output.Reports;
using Datastamp.Surveying;

namespace Datastamp.Output;

/// <summary>A file that tells of all datasets of a project.</summary>
/// <param name="Name">What follows the project's name in its own.</param>
/// <param name="IsOfImages">Whether it tells of image datasets alone, and is left out where there are only others.</param>
/// <param name="Write">Its content, of the project's name and what is known.</param>
internal sealed record ProjectFile(string Name, bool IsOfImages, Func<string, KnownDatasets, byte[]> Write)
{
    public static ProjectFile Json { get; } = new("datasets.json", IsOfImages: false, (project, known) => AtomicFile.Encode(JsonText.Write(DatasetsJson.Write(project, known))));

    public static ProjectFile Csv { get; } = new("datasets.csv", IsOfImages: true, (_, known) => AtomicFile.Encode(DatasetsCsv.Write(known.Images)));

    public static ProjectFile Parquet { get; } = new("datasets.parquet", IsOfImages: true, (_, known) => DatasetsParquet.Write(known.Images));

    /// <summary>Without what only a look at the data could add.</summary>
    public static ProjectFile Report { get; } = new("report.html", IsOfImages: false, (project, known) => AtomicFile.Encode(HtmlReport.Write(project, known, Surveys.None)));

    /// <summary>Whether there is anything to tell. A project without datasets has empty tables.</summary>
    public bool IsFor(KnownDatasets known) => !IsOfImages || known.Images.Count > 0 || known.Videos.Count == 0;
}
