using Datastamp.Diagnostics;

namespace Datastamp.Sharding;

/// <summary>
/// Joins the parts of all shards to what one run over all files gives, exactly: everything in a part is an integer or a text. One part
/// is looked at at a time; what stays of it are its files and its sums.
/// </summary>
public static class PartMerge
{
    private const int MostNames = 20;

    /// <summary>The files of parts that paths name: a folder stands for all files in it whose names end in <c>.json</c>.</summary>
    /// <exception cref="DiagnosticException">DS0410: a folder has none; DS0105: it cannot be listed.</exception>
    public static IEnumerable<string> Find(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return paths.SelectMany(path => Directory.Exists(path) ? PartsIn(path) : [path]);
    }

    /// <summary>Reads and joins parts, in any order.</summary>
    /// <returns>The whole dataset, as a part of one shard.</returns>
    /// <exception cref="DiagnosticException">DS0401–DS0405, or DS0105.</exception>
    public static Part Read(IEnumerable<string> files) => Join(files.Select(PartFile.Read));

    /// <summary>Joins parts, one or more.</summary>
    /// <exception cref="DiagnosticException">DS0403–DS0405.</exception>
    public static Part Join(IEnumerable<Part> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var seen = new Dictionary<int, string>();
        var (images, videos) = (new ImagePartSum(), new VideoPartSum());
        Part? first = null;
        Part? lowest = null;
        foreach (var part in parts)
        {
            first ??= part;
            Check(part, first, seen);
            lowest = lowest is null || part.Shard.Number < lowest.Shard.Number ? part : lowest;
            images.Add(part as ImagePart);
            videos.Add(part as VideoPart);
        }

        CheckComplete(seen, (first ?? throw new ArgumentException("There are no parts.", nameof(parts))).Shard.Count);
        return lowest switch
        {
            ImagePart part => images.Finish(part),
            VideoPart part => videos.Finish(part),
            _ => throw new NotSupportedException(first.Kind),
        };
    }

    private static string[] PartsIn(string folder)
    {
        try
        {
            string[] files = [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal)];
            return files.Length > 0 ? files : throw new DiagnosticException(Report.NoParts(folder));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(Report.CannotRead("parts", folder, e.Message), e);
        }
    }

    /// <summary>That no two parts have one file follows: a part holds files of its shard only.</summary>
    private static void Check(Part part, Part first, Dictionary<int, string> seen)
    {
        if (part.DifferenceFrom(first) is { } difference)
        {
            throw new DiagnosticException(Report.PartsDiffer(part.File, first.File, difference));
        }

        if (!seen.TryAdd(part.Shard.Number, part.File))
        {
            throw new DiagnosticException(Report.ShardDoubled(part.File, seen[part.Shard.Number], part.Shard.ToString()));
        }
    }

    private static void CheckComplete(Dictionary<int, string> seen, int count)
    {
        var missing = Enumerable.Range(1, count).Where(number => !seen.ContainsKey(number)).Select(number => new Shard(number, count)).ToArray();
        if (missing.Length > 0)
        {
            var more = missing.Length > MostNames ? FormattableString.Invariant($" and {missing.Length - MostNames} more") : string.Empty;
            throw new DiagnosticException(Report.ShardsMissing((missing.Length == 1 ? "shard " : "shards ") + string.Join(", ", missing.Take(MostNames)) + more));
        }
    }
}
