using System.Collections.Immutable;
using System.Globalization;
using Datastamp.Comparing;
using Datastamp.Definitions;
using Datastamp.Measuring;

namespace Datastamp.Tool.Terminal;

/// <summary>Shows comparisons with a lock to a person, in plain lines.</summary>
internal static class ComparisonText
{
    private const int MostFiles = 50;
    private const int MostNumbers = 20;

    /// <summary>Writes them to standard output.</summary>
    /// <param name="comparisons">A comparison a dataset.</param>
    /// <param name="advice">What to do where something differs.</param>
    public static void Write(IReadOnlyList<DatasetComparison> comparisons, string advice)
    {
        foreach (var line in comparisons.SelectMany(Lines))
        {
            Console.Out.WriteLine(PlainText.Of(line));
        }

        if (comparisons.Any(comparison => !comparison.IsSame))
        {
            Console.Out.WriteLine(advice);
        }
    }

    private static IEnumerable<string> Lines(DatasetComparison comparison)
    {
        yield return $"{comparison.Dataset.Name}: {Summary(comparison)}";
        if (comparison.DefinitionChange.Length > 0)
        {
            yield return $"  the project asks for something else: {comparison.DefinitionChange}";
        }

        if (comparison.IsEdited)
        {
            yield return "  the lock's entry is not as Datastamp wrote it: it was edited, or merged from two branches";
        }

        foreach (var line in comparison.Files is { } files ? Files(files) : Unnamed(comparison))
        {
            yield return line;
        }

        if (comparison.Decoders is { } decoders)
        {
            yield return Decoders(decoders);
        }

        foreach (var line in Numbers(comparison))
        {
            yield return line;
        }

        foreach (var file in comparison.BadFiles.Take(MostFiles))
        {
            yield return $"  bad      {file.Key}: {file.Reason}";
        }
    }

    private static string Summary(DatasetComparison comparison) =>
        comparison.Before is null ? "not in the lock"
        : !comparison.IsDataHere && comparison.IsSame ? "no data here; the lock is whole, and of this definition"
        : comparison.IsSame ? string.Create(CultureInfo.InvariantCulture, $"as the lock says ({comparison.FileCount:N0} files, {comparison.FilesRead:N0} read)")
        : comparison.IsDataHere ? string.Create(CultureInfo.InvariantCulture, $"differs from the lock ({comparison.FileCount:N0} files, {comparison.Before.Files:N0} in the lock)")
        : "differs from the lock (no data here)";

    private static IEnumerable<string> Files(ImmutableArray<FileChange> files) => files
        .Take(MostFiles)
        .Select(file => file.Kind switch
        {
            FileChangeKind.Renamed => $"  renamed  {file.Detail} -> {file.Key}",
            _ => $"  {file.Kind.ToString().ToLowerInvariant(),-8} {file.Key}{(file.Detail is null ? string.Empty : ": " + file.Detail)}",
        })
        .Concat(files.Length > MostFiles ? [string.Create(CultureInfo.InvariantCulture, $"  and {files.Length - MostFiles:N0} files more; --json lists all")] : []);

    private static IEnumerable<string> Unnamed(DatasetComparison comparison) => comparison is { IsContentChanged: true, Before: not null }
        ? ["  which files cannot be told: this machine has not measured what the lock is of, and no list of its files is committed (DatastampFileList)"]
        : [];

    private static string Decoders(DecoderDifference difference) => string.Create(
        CultureInfo.InvariantCulture,
        $"  decoded by {difference.Before} in the lock and by {difference.Now} here: mean differs by at most {difference.Mean:0.######}, std by {difference.Std:0.######}; {(difference.IsWithinTolerance ? "decoders may" : "too much for decoders, which may")} differ by {DecoderDifference.MeanTolerance} and {DecoderDifference.StdTolerance}");

    /// <summary>The constants first, by channel and weighting; whatever else differs behind them.</summary>
    private static IEnumerable<string> Numbers(DatasetComparison comparison)
    {
        var constants = comparison is { Dataset: ImageDataset dataset, Before: ImageResult before, Now: ImageResult now } && before.Channels.SequenceEqual(now.Channels, StringComparer.Ordinal)
            ? Constants(dataset, before, now)
            : [];
        var others = comparison.Numbers.Where(number => constants.Count == 0 || !IsStatistic(number.Name)).ToArray();
        return constants
            .Concat(others.Take(MostNumbers).Select(number => $"  {number.Name}: {number.Before ?? "-"} -> {number.Now ?? "-"}{By(number.By)}"))
            .Concat(others.Length > MostNumbers ? [string.Create(CultureInfo.InvariantCulture, $"  and {others.Length - MostNumbers:N0} numbers more; --json lists all")] : []);
    }

    private static List<string> Constants(ImageDataset dataset, ImageResult before, ImageResult now)
    {
        var (old, current) = (before.Statistics.For(dataset.Weighting), now.Statistics.For(dataset.Weighting));
        return
        [
            .. before.Channels
                .SelectMany((channel, i) => new[] { ("mean", channel, old.Mean[i], current.Mean[i]), ("std", channel, old.Std[i], current.Std[i]) })
                .Where(value => !value.Item3.Equals(value.Item4))
                .OrderBy(value => value.Item1, StringComparer.Ordinal)
                .Select(value => string.Create(CultureInfo.InvariantCulture, $"  {value.Item1,-4} {value.channel}: {value.Item3:0.00000000} -> {value.Item4:0.00000000}{By(value.Item4 - value.Item3)}")),
        ];
    }

    private static bool IsStatistic(string name) =>
        name.StartsWith("mixed.", StringComparison.Ordinal) || name.StartsWith("pixel.", StringComparison.Ordinal) || name.StartsWith("image.", StringComparison.Ordinal);

    private static string By(double? by) => by is { } amount ? string.Create(CultureInfo.InvariantCulture, $" ({amount:+0.########;-0.########;0})") : string.Empty;
}
