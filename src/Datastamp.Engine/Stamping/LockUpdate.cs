using System.Globalization;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Output;
using Datastamp.Statistics;

namespace Datastamp.Stamping;

/// <summary>New results, brought into the lock as it is by now: measuring takes long, and another build may have written its entries meanwhile.</summary>
internal sealed class LockUpdate
{
    private LockUpdate(LockFile lockFile, List<Diagnostic> changes, bool isOfUsedEntries)
    {
        LockFile = lockFile;
        Changes = changes;
        IsOfUsedEntries = isOfUsedEntries;
    }

    /// <summary>The lock to be written.</summary>
    public LockFile LockFile { get; }

    /// <summary>What to tell once it is written.</summary>
    public List<Diagnostic> Changes { get; }

    /// <summary>Whether the entries that are not new are still those that were used.</summary>
    public bool IsOfUsedEntries { get; }

    public static LockUpdate Of(LockFile before, IReadOnlyList<Resolution> resolutions)
    {
        var news = resolutions.Where(resolution => resolution.IsNew).ToArray();
        var changes = news
            .Select(news => Change(news.Dataset, news.Result, before) is { } change ? Report.LockUpdated(news.Dataset, before.Path, change) : null)
            .OfType<Diagnostic>()
            .ToList();
        return new(
            before.With(news.Select(resolution => (resolution.Dataset.Name, resolution.Result))),
            changes,
            resolutions.Where(resolution => !resolution.IsNew).All(resolution => before.Holds(resolution.Dataset.Name, resolution.Result)));
    }

    /// <summary>What is new, or null where nothing is.</summary>
    private static string? Change(Dataset dataset, DatasetResult result, LockFile before)
    {
        if (before.Holds(dataset.Name, result))
        {
            return null;
        }

        DatasetResult? entry = result is VideoResult ? before.Video(dataset.Name) : before.Image(dataset.Name);
        var now = Describe(dataset, result);
        return before.IsEdited(dataset) ? $"the lock's entry was not as Datastamp wrote it; measured again: {now}."
            : entry is null ? $"measured and added to the lock: {now}." : $"measured again, and the lock updated: {now}; before: {Describe(dataset, entry)}.";
    }

    private static string Describe(Dataset dataset, DatasetResult result) => (dataset, result) switch
    {
        (ImageDataset images, ImageResult image) => Describe(image.Images, image.Statistics.For(images.Weighting)) + (image.Estimate is null ? string.Empty : ", " + EstimateText.Of(image, images.Weighting)),
        (_, VideoResult video) => string.Create(CultureInfo.InvariantCulture, $"{video.Videos.Length} videos, {video.Frames} frames, {video.Seconds:0.###} s"),
        _ => throw new NotSupportedException(result.GetType().Name),
    };

    private static string Describe(long images, WeightedStatistics statistics) =>
        string.Create(CultureInfo.InvariantCulture, $"{images} images, mean {Row(statistics.Mean)}, std {Row(statistics.Std)}");

    private static string Row(IEnumerable<double> values) =>
        string.Join(", ", values.Select(value => value.ToString("0.0000", CultureInfo.InvariantCulture)));
}
