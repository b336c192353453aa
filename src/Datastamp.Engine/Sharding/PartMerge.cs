using Datastamp.Diagnostics;
using Datastamp.Statistics;

namespace Datastamp.Sharding;

/// <summary>Joins the parts of all shards to what one run over all files gives, exactly: everything in a part is an integer or a text.</summary>
public static class PartMerge
{
    private const int MostNames = 20;

    /// <summary>Reads and joins parts, in any order.</summary>
    /// <returns>The whole dataset, as a part of one shard.</returns>
    /// <exception cref="DiagnosticException">DS0401–DS0405, or DS0105.</exception>
    public static Part Read(IEnumerable<string> files) => Join([.. files.Select(PartFile.Read)]);

    /// <summary>Joins parts.</summary>
    /// <exception cref="DiagnosticException">DS0403–DS0405.</exception>
    public static Part Join(IReadOnlyList<Part> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        Check(parts);
        Part[] ordered = [.. parts.OrderBy(part => part.Shard.Number)];
        return ordered[0] switch
        {
            ImagePart => Join([.. ordered.Cast<ImagePart>()]),
            VideoPart => Join([.. ordered.Cast<VideoPart>()]),
            _ => throw new NotSupportedException(ordered[0].Kind),
        };
    }

    private static ImagePart Join(ImagePart[] parts) => parts[0] with
    {
        Shard = Shard.Whole,
        Device = parts.Select(part => part.Device).OfType<string>().Distinct(StringComparer.Ordinal).ToArray() is { Length: > 0 } devices ? string.Join(", ", devices) : null,
        Moments = parts.Select(part => part.Moments).Aggregate(DatasetMoments.Merge),
        Histogram = parts[0].Histogram is null ? null : parts.Select(part => part.Histogram!).Aggregate(Histogram.Merge),
        Contents = [.. parts.SelectMany(part => part.Contents).OrderBy(file => file.Key, StringComparer.Ordinal)],
        BadFiles = [.. parts.SelectMany(part => part.BadFiles).OrderBy(file => file.Key, StringComparer.Ordinal)],
    };

    private static VideoPart Join(VideoPart[] parts) => parts[0] with
    {
        Shard = Shard.Whole,
        Probed = [.. parts.SelectMany(part => part.Probed).OrderBy(file => file.Key, StringComparer.Ordinal)],
    };

    /// <summary>That no two parts have one file follows: a part holds files of its shard only.</summary>
    private static void Check(IReadOnlyList<Part> parts)
    {
        var seen = new Dictionary<int, Part>();
        foreach (var part in parts)
        {
            if (part.DifferenceFrom(parts[0]) is { } difference)
            {
                throw new DiagnosticException(Report.PartsDiffer(part.File, parts[0].File, difference));
            }

            if (!seen.TryAdd(part.Shard.Number, part))
            {
                throw new DiagnosticException(Report.ShardDoubled(part.File, seen[part.Shard.Number].File, part.Shard.ToString()));
            }
        }

        var count = parts[0].Shard.Count;
        var missing = Enumerable.Range(1, count).Where(number => !seen.ContainsKey(number)).Select(number => new Shard(number, count)).ToArray();
        if (missing.Length > 0)
        {
            var more = missing.Length > MostNames ? FormattableString.Invariant($" and {missing.Length - MostNames} more") : string.Empty;
            throw new DiagnosticException(Report.ShardsMissing((missing.Length == 1 ? "shard " : "shards ") + string.Join(", ", missing.Take(MostNames)) + more));
        }
    }
}
