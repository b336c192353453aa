using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Videos;

namespace Datastamp.Output.Videos;

/// <summary>A form in which a video dataset is written for other programs.</summary>
internal abstract class VideoExportFormat
{
    private const int MostRefusals = 20;

    protected VideoExportFormat(string name, string description, bool isFolder = false) => (Name, Description, IsFolder) = (name, description, isFolder);

    /// <summary>The table, as text.</summary>
    public static VideoExportFormat Csv { get; } = new CsvExport();

    /// <summary>The table, typed.</summary>
    public static VideoExportFormat Parquet { get; } = new ParquetExport();

    /// <summary>Every form.</summary>
    public static IReadOnlyList<VideoExportFormat> All { get; } =
    [
        new JsonLinesExport(),
        Csv,
        Parquet,
        new TsnExport(),
        new Mmaction2Export(),
        new Mmaction2RawframesExport(),
        new Ucf101Export(),
        new TorchcodecExport(),
    ];

    /// <summary>The name, in lower case.</summary>
    public string Name { get; }

    /// <summary>What it is, for people.</summary>
    public string Description { get; }

    /// <summary>Whether it is a folder of files that other programs know by their names, rather than one file.</summary>
    public bool IsFolder { get; }

    /// <summary>The form of a name, in whatever case; null where there is none.</summary>
    public static VideoExportFormat? Named(string name) => All.FirstOrDefault(format => string.Equals(format.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The files of a dataset. Equal input gives equal bytes.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="videos">Its videos, in the order in which they are to be written.</param>
    /// <returns>One file named <c>videos</c> and the form's extension or, in a form that is a folder, any number.</returns>
    /// <exception cref="DiagnosticException">DS0105: a file cannot be read. DS0109: the form cannot hold a video.</exception>
    public abstract IReadOnlyList<ExportedFile> Write(VideoDataset dataset, IReadOnlyList<VideoFacts> videos);

    /// <summary>Refuses what the form cannot hold, the first videos of it by their names.</summary>
    protected void Refuse(VideoDataset dataset, IEnumerable<VideoFacts> videos, Func<VideoFacts, string?> reason)
    {
        var refusals = videos
            .Select(video => reason(video) is { } why ? Report.CannotExport(dataset, video.Key, Name, why) : null)
            .OfType<Diagnostic>()
            .Take(MostRefusals)
            .ToArray();
        if (refusals.Length > 0)
        {
            throw new DiagnosticException(refusals);
        }
    }

    protected static ExportedFile TextFile(string path, IEnumerable<string> lines) =>
        new(path, AtomicFile.Encode(string.Concat(lines.Select(line => line + "\n"))));
}
