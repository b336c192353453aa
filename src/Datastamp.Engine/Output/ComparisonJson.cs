using Datastamp.Comparing;
using Newtonsoft.Json.Linq;

namespace Datastamp.Output;

/// <summary>Writes comparisons of datasets with a lock for other programs.</summary>
public static class ComparisonJson
{
    /// <summary>
    /// An object: <c>same</c>, whether all datasets are as the lock says, and in <c>datasets</c> an object each, with <c>name</c>,
    /// <c>kind</c>, <c>same</c>, <c>locked</c> (whether the lock has an entry), <c>data</c> (whether there is data here),
    /// <c>definition</c> (how it differs; empty where it does not), <c>edited</c> (whether the entry is not as it was written),
    /// <c>contents</c> (whether files differ), <c>files</c> and <c>read</c>, <c>badFiles</c>, <c>changes</c> (an object a file with <c>path</c>,
    /// <c>change</c>, <c>detail</c>; null where files cannot be named), <c>decoders</c> (where another
    /// decoder decoded all again: <c>before</c>, <c>now</c>, the largest difference of a <c>mean</c> and a <c>std</c>, and whether that is <c>within</c> the
    /// tolerance, in which case no numbers are told), and <c>numbers</c> (an object each with <c>name</c>, <c>before</c>,
    /// <c>now</c>, <c>by</c>).
    /// </summary>
    public static JObject Write(IReadOnlyList<DatasetComparison> comparisons)
    {
        ArgumentNullException.ThrowIfNull(comparisons);
        return new(
            new JProperty("same", comparisons.All(comparison => comparison.IsSame)),
            new JProperty("datasets", new JArray(comparisons.Select(Write))));
    }

    private static JObject Write(DatasetComparison comparison) => new(
        new JProperty("name", comparison.Dataset.Name),
        new JProperty("kind", comparison.Dataset.Kind),
        new JProperty("same", comparison.IsSame),
        new JProperty("locked", comparison.Before is not null),
        new JProperty("data", comparison.IsDataHere),
        new JProperty("definition", comparison.DefinitionChange),
        new JProperty("edited", comparison.IsEdited),
        new JProperty("contents", comparison.IsContentChanged),
        new JProperty("files", comparison.FileCount),
        new JProperty("read", comparison.FilesRead),
        new JProperty("badFiles", new JArray(comparison.BadFiles.Select(file => new JObject(new JProperty("path", file.Key), new JProperty("reason", file.Reason))))),
        new JProperty("changes", comparison.Files is { } files ? new JArray(files.Select(Write)) : null),
        new JProperty("decoders", comparison.Decoders is { } decoders ? Write(decoders) : null),
        new JProperty("numbers", new JArray(comparison.Numbers.Select(Write))));

    private static JObject Write(FileChange change) => new(
        new JProperty("path", change.Key),
        new JProperty("change", change.Kind.ToString().ToLowerInvariant()),
        new JProperty("detail", change.Detail));

    private static JObject Write(DecoderDifference difference) => new(
        new JProperty("before", difference.Before),
        new JProperty("now", difference.Now),
        new JProperty("mean", difference.Mean),
        new JProperty("std", difference.Std),
        new JProperty("within", difference.IsWithinTolerance));

    private static JObject Write(NumberChange change) => new(
        new JProperty("name", change.Name),
        new JProperty("before", change.Before),
        new JProperty("now", change.Now),
        new JProperty("by", change.By));
}
