using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Measuring;
using Datastamp.Sources;

namespace Datastamp.Stamping;

/// <summary>The steps that touch an image dataset's data, with what they tell of it.</summary>
internal static class ImageData
{
    public static ISampleSource SourceOf(ImageDataset dataset) => File.Exists(dataset.Root)
        ? throw new DiagnosticException(Report.NotAFolder(dataset))
        : new FolderSource(dataset.Root, dataset.Patterns, dataset.Exclude, dataset.SkippedFolders);

    public static Listing List(ImageDataset dataset, ISampleSource source, CancellationToken cancellation)
    {
        try
        {
            return source.List(cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(Report.CannotRead(dataset.Name, dataset.Root, e.Message), e);
        }
    }

    public static async Task<ImageResult> MeasureAsync(
        ImageDataset dataset, ISampleSource source, FingerprintBuilder fingerprint, MeasureOptions options, CancellationToken cancellation)
    {
        var measurement = await ImageMeasurer.MeasureAsync(dataset, source, fingerprint, options, cancellation);
        if (measurement.Moments.Images > 0)
        {
            return ImageResult.From(dataset, measurement);
        }

        throw new DiagnosticException(dataset.OnBadFile == BadFilePolicy.Error
            ? BadFiles(dataset, measurement.BadFiles)
            : [Report.NoImages(dataset, measurement.Files)]);
    }

    /// <summary>Bad files are an error or a warning, as the dataset says.</summary>
    public static void Tell(ImageDataset dataset, IReadOnlyList<BadFile> badFiles, Action<Diagnostic> report)
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

    private static Diagnostic[] BadFiles(ImageDataset dataset, IReadOnlyList<BadFile> badFiles) =>
        [.. badFiles.Select(file => Report.BadFile(dataset, file.Key, file.Reason))];
}
