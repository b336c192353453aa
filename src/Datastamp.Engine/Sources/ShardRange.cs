using System.Globalization;
using Datastamp.Sources.Remote;

namespace Datastamp.Sources;

/// <summary>Paths that stand for several, as shells and WebDataset write them: <c>train-{0000..0146}.tar</c>, <c>{train,extra}.tar</c>.</summary>
public static class ShardRange
{
    private const int MostPaths = 100_000;

    /// <summary>Whether a path has a range or a list in it.</summary>
    public static bool IsRange(string path) => Find(path) is not null;

    /// <summary>The paths that one stands for, in its order; itself where it has no braces, or braces of another meaning.</summary>
    /// <returns>The paths; none where they are too many.</returns>
    public static IReadOnlyList<string> Expand(string path)
    {
        var paths = new List<string>();
        return Expand(path, paths) ? paths : [];
    }

    /// <summary>One path that stands for several, as a shell hands them over when it has expanded one.</summary>
    /// <returns>The path; null where they have no folder in common, or names that would be taken for braces.</returns>
    public static string? Join(IReadOnlyList<string> paths)
    {
        if (paths is [var only])
        {
            return only;
        }

        var whole = paths.Select(path => S3Address.IsAddress(path) ? path : Path.GetFullPath(path).Replace(Path.DirectorySeparatorChar, '/')).ToArray();
        var common = whole[0][..(whole[0].LastIndexOf('/') + 1)];
        while (!whole.All(path => path.StartsWith(common, StringComparison.Ordinal)) && common.Length > 0)
        {
            common = common[..(common[..^1].LastIndexOf('/') + 1)];
        }

        return common.Length == 0 || whole.Any(path => path.AsSpan().IndexOfAny("{},") >= 0) ? null : $"{common}{{{string.Join(',', whole.Select(path => path[common.Length..]))}}}";
    }

    /// <summary>The folder that all paths of a range lie in: what stands before its braces, up to a slash.</summary>
    public static string FolderOf(string path)
    {
        var start = Find(path)?.Start ?? path.Length;
        return path[..path.AsSpan(0, start).LastIndexOfAny('/', Path.DirectorySeparatorChar)];
    }

    private static bool Expand(string path, List<string> paths)
    {
        if (Find(path) is not var (start, end, parts))
        {
            paths.Add(path);
            return paths.Count <= MostPaths;
        }

        return parts.All(part => Expand(path[..start] + part + path[(end + 1)..], paths));
    }

    private static (int Start, int End, IEnumerable<string> Parts)? Find(string path)
    {
        for (var start = path.IndexOf('{', StringComparison.Ordinal); start >= 0; start = path.IndexOf('{', start + 1))
        {
            var end = path.IndexOf('}', start);
            if (end > 0 && Parts(path[(start + 1)..end]) is { } parts)
            {
                return (start, end, parts);
            }
        }

        return null;
    }

    private static IEnumerable<string>? Parts(string text)
    {
        if (text.Split("..") is [var first, var last]
            && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var to)
            && from <= to)
        {
            // A range is one path more than it may be at most, where it is longer: nobody waits for a billion.
            return Enumerable.Range(from, (int)Math.Min((long)to - from + 1, MostPaths + 1L)).Select(number => number.ToString(CultureInfo.InvariantCulture).PadLeft(first.Length, '0'));
        }

        return text.Split(',') is { Length: > 1 } parts ? parts : null;
    }
}
