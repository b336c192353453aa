using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Sources;

namespace Datastamp.Measuring;

/// <summary>A dataset's files: where they are, which they are, and which of them are bad.</summary>
internal static class DatasetFiles
{
    public static ISampleSource SourceOf(Dataset dataset) => Guarded(dataset, () => SampleSources.Open(dataset));

    public static Listing List(Dataset dataset, ISampleSource source, MeasureOptions options, CancellationToken cancellation) =>
        Guarded(dataset, () => source.List(cancellation, found => options.Progress?.Report(new(dataset.Name, found, TotalFiles: 0, Bytes: 0))));

    /// <summary>What a source with streams holds, where it has any.</summary>
    public static StreamedListing? FindStreams(Dataset dataset, IStreamedSource source, CancellationToken cancellation) =>
        Guarded(dataset, () => source.Find(cancellation)) is { Streams.Count: > 0 } listing ? listing : null;

    /// <summary>What to say where none of the files is good.</summary>
    public static DiagnosticException NoneGood(Dataset dataset, int files, IReadOnlyList<BadFile> badFiles) => new(dataset.OnBadFile == BadFilePolicy.Error
        ? BadFiles(dataset, badFiles)
        : [Report.NoneValid(dataset, files)]);

    /// <summary>Bad files are an error or a warning, as the dataset says.</summary>
    public static void Tell(Dataset dataset, IReadOnlyList<BadFile> badFiles, Action<Diagnostic> report)
    {
        if (dataset.OnBadFile == BadFilePolicy.Error && badFiles.Count > 0)
        {
            throw new DiagnosticException(BadFiles(dataset, badFiles));
        }

        foreach (var file in badFiles)
        {
            report(Report.BadFileSkipped(dataset, file.Key, file.Reason));
        }
    }

    private static Diagnostic[] BadFiles(Dataset dataset, IReadOnlyList<BadFile> badFiles) =>
        [.. badFiles.Select(file => Report.BadFile(dataset, file.Key, file.Reason))];

    private static T Guarded<T>(Dataset dataset, Func<T> look)
    {
        try
        {
            return look();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(Report.CannotRead(dataset.Name, dataset.Root, e.Message), e);
        }
    }
}
