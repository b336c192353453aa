using System.Globalization;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Output;
using Newtonsoft.Json.Linq;

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

    public static LockUpdate Of(string path, IReadOnlyList<Resolution> resolutions)
    {
        var before = LockFile.Read(path);
        var after = before;
        var changes = new List<Diagnostic>();
        foreach (var (dataset, result, _, _) in resolutions.Where(resolution => resolution.IsNew))
        {
            after = after.With(dataset.Name, result);
            var entry = before.Image(dataset.Name);
            if (entry is null || !string.Equals(entry.Fingerprint, result.Fingerprint, StringComparison.Ordinal) || !entry.Definition.Equals(result.Definition))
            {
                changes.Add(Report.LockUpdated(dataset, path, Change(dataset, entry, result)));
            }
        }

        return new(after, changes, resolutions.Where(resolution => !resolution.IsNew).All(resolution => IsSame(before.Image(resolution.Dataset.Name), resolution.Result)));
    }

    private static bool IsSame(ImageResult? entry, ImageResult used) =>
        entry is not null && JToken.DeepEquals(ImageResultJson.Write(entry), ImageResultJson.Write(used));

    private static string Change(ImageDataset dataset, ImageResult? entry, ImageResult result)
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
