using System.Globalization;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Sources;

namespace Datastamp.Stamping;

/// <summary>Decides where one image dataset's result comes from: the lock, when nothing contradicts it, or a new measurement.</summary>
internal sealed class ImageResolver(ImageDataset dataset, LockFile lockFile, bool isLocked, MeasureOptions options, Action<Diagnostic> report)
{
    /// <summary>The paths that the result depends on.</summary>
    public IEnumerable<WatchedPath> Watched { get; private set; } = [];

    /// <summary>Whether the result is new, and belongs into the lock.</summary>
    public bool IsMeasured { get; private set; }

    public static ISampleSource SourceOf(ImageDataset dataset) => File.Exists(dataset.Root)
        ? throw new DiagnosticException(Report.NotAFolder(dataset))
        : new FolderSource(dataset.Root, dataset.Patterns, dataset.Exclude);

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
        ImageDataset dataset, ISampleSource source, IReadOnlyList<Sample> samples, MeasureOptions options, Action<Diagnostic> report, CancellationToken cancellation)
    {
        var measurement = await ImageMeasurer.MeasureAsync(dataset, source, samples, options, cancellation);
        Tell(dataset, measurement.BadFiles, report);
        return measurement.Moments.Images > 0
            ? ImageResult.From(dataset, measurement)
            : throw new DiagnosticException(Report.NoImages(dataset, samples.Count));
    }

    public async Task<ImageResult> ResolveAsync(CancellationToken cancellation)
    {
        var source = SourceOf(dataset);
        var listing = List(dataset, source, cancellation);
        Watched = listing.Watched;
        var entry = lockFile.Image(dataset.Name);
        if (listing.Samples.Count == 0)
        {
            return WithoutData(entry);
        }

        if (isLocked)
        {
            return await VerifyAsync(entry, source, listing.Samples, cancellation);
        }

        if (entry is not null && await IsCurrentAsync(entry, source, listing.Samples, cancellation))
        {
            Tell(dataset, entry.BadFiles, report);
            return entry;
        }

        var result = await MeasureAsync(dataset, source, listing.Samples, options, report, cancellation);
        IsMeasured = true;
        report(Report.LockUpdated(dataset, lockFile.Path, Change(entry, result)));
        return result;
    }

    private static void Tell(ImageDataset dataset, IReadOnlyList<BadFile> badFiles, Action<Diagnostic> report)
    {
        if (dataset.OnBadFile == BadFilePolicy.Error && badFiles.Count > 0)
        {
            throw new DiagnosticException([.. badFiles.Select(file => Report.BadFile(dataset, file.Key, file.Reason))]);
        }

        foreach (var file in badFiles)
        {
            report(Report.BadFileSkipped(dataset, file.Key, file.Reason));
        }
    }

    private ImageResult WithoutData(ImageResult? entry)
    {
        if (entry is null)
        {
            throw new DiagnosticException(isLocked ? Report.NotLocked(dataset, lockFile.Path) : Report.NoData(dataset, lockFile.Path));
        }

        if (DefinitionDrift(entry) is { Length: > 0 } drift)
        {
            throw new DiagnosticException(Report.DefinitionNeedsData(dataset, lockFile.Path, drift));
        }

        Tell(dataset, entry.BadFiles, report);
        report(Report.FromLock(dataset, lockFile.Path));
        return entry;
    }

    private async Task<ImageResult> VerifyAsync(ImageResult? entry, ISampleSource source, IReadOnlyList<Sample> samples, CancellationToken cancellation)
    {
        if (entry is null)
        {
            throw new DiagnosticException(Report.NotLocked(dataset, lockFile.Path));
        }

        if (DefinitionDrift(entry) is { Length: > 0 } definition)
        {
            throw new DiagnosticException(Report.DefinitionDrifted(dataset, lockFile.Path, definition));
        }

        var (fingerprint, bytes) = await ImageMeasurer.HashAsync(dataset, source, samples, options, cancellation);
        if (!string.Equals(fingerprint, entry.Fingerprint, StringComparison.Ordinal))
        {
            throw new DiagnosticException(Report.Drifted(dataset, lockFile.Path, Drift(entry, samples.Count, bytes)));
        }

        Tell(dataset, entry.BadFiles, report);
        return entry;
    }

    private async Task<bool> IsCurrentAsync(ImageResult entry, ISampleSource source, IReadOnlyList<Sample> samples, CancellationToken cancellation) =>
        DefinitionDrift(entry).Length == 0
        && entry.Files == samples.Count
        && entry.Bytes == samples.Sum(sample => sample.Length)
        && string.Equals(
            entry.Fingerprint,
            (await ImageMeasurer.HashAsync(dataset, source, samples, options, cancellation)).Fingerprint,
            StringComparison.Ordinal);

    private string DefinitionDrift(ImageResult entry) => MeasuredDefinition.Of(dataset).DifferenceFrom(entry.Definition);

    private static string Drift(ImageResult entry, int files, long bytes) =>
        files == entry.Files && bytes == entry.Bytes
            ? "as many files and bytes, but other contents or names"
            : string.Create(CultureInfo.InvariantCulture, $"{files} files of {bytes} bytes here, {entry.Files} files of {entry.Bytes} bytes in the lock");

    private string Change(ImageResult? entry, ImageResult result)
    {
        var after = result.Statistics.For(dataset.Weighting);
        var now = string.Create(CultureInfo.InvariantCulture, $"{result.Images} images, mean {Row(after.Mean)}, std {Row(after.Std)}");
        if (entry is null)
        {
            return $"measured and added to the lock: {now}.";
        }

        var before = entry.Statistics.For(dataset.Weighting);
        return string.Create(CultureInfo.InvariantCulture, $"measured again, and the lock updated: {now}; before: {entry.Images} images, mean {Row(before.Mean)}, std {Row(before.Std)}.");
    }

    private static string Row(IEnumerable<double> values) =>
        string.Join(", ", values.Select(value => value.ToString("0.0000", CultureInfo.InvariantCulture)));
}
