using System.Collections.Concurrent;
using System.Globalization;

namespace Datastamp.MSBuild.Protocol;

/// <summary>
/// What the last successful run answered and depended on: the question on the first line, then a path a line with its
/// length and time: the worker, the lock, and what was generated; behind an empty line, everything that was looked at in
/// the data. The worker writes it last; the task compares it with the disk, and starts nothing if all of it holds.
/// </summary>
internal static class StampState
{
    private const long Folder = -1;
    private const long Missing = -2;

    // Below this, starting threads costs more than they save.
    private const int Chunk = 2048;

    /// <summary>The first line for a question.</summary>
    public static string Header(string request) => "datastamp 2 " + request;

    /// <summary>The whole text, in lines.</summary>
    public static IEnumerable<string> Lines(string header, IEnumerable<string> outputs, IEnumerable<string> data) =>
        [header, .. outputs, string.Empty, .. data];

    /// <summary>A line for a path that was seen with this length and time. Escaped is as little as can be: it is read back in every build.</summary>
    public static string Line(string path, long length, long ticks) =>
        string.Format(CultureInfo.InvariantCulture, "{0} {1} {2}", length, ticks, Uri.EscapeDataString(path).Replace("%2F", "/"));

    /// <summary>A line for a file or folder as it is now.</summary>
    public static string Line(string path)
    {
        var (length, ticks) = Look(path);
        return Line(path, length, ticks);
    }

    /// <summary>Whether the state answers this request, and all of it is as it says.</summary>
    public static bool Holds(string stateFile, string request, bool isDataLookedAt)
    {
        try
        {
            using var lines = File.ReadLines(stateFile).GetEnumerator();
            return lines.MoveNext()
                && string.Equals(lines.Current, Header(request), StringComparison.Ordinal)
                && Take(lines, int.MaxValue).TrueForAll(Holds)
                && (!isDataLookedAt || DataHolds(lines));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or AggregateException)
        {
            // No state, or a damaged one, is the same as a state that does not hold: the worker starts, and tells what is wrong.
            return false;
        }
    }

    /// <summary>The paths of the data that exist: folders, and the files if there are no more than that.</summary>
    public static IEnumerable<string> Watched(string stateFile, int mostFiles)
    {
        try
        {
            var seen = File.ReadLines(stateFile)
                .SkipWhile(line => line.Length > 0)
                .Skip(1)
                .Select(Parse)
                .Where(line => line.Length != Missing)
                .ToLookup(line => line.Length == Folder, line => line.Path);
            var (folders, files) = (seen[true], seen[false]);
            return (files.Skip(mostFiles).Any() ? folders : folders.Concat(files)).Where(path => Look(path).Length != Missing).ToArray();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Without a state to read, a build is due anyway.
            return [];
        }
    }

    private static bool DataHolds(IEnumerator<string> lines)
    {
        var first = Take(lines, Chunk);
        return first.TrueForAll(Holds) && (first.Count < Chunk || RestHolds(lines));
    }

    private static bool RestHolds(IEnumerator<string> lines) =>
        Partitioner.Create(Chunks(lines), EnumerablePartitionerOptions.NoBuffering).AsParallel().All(chunk => chunk.TrueForAll(Holds));

    private static IEnumerable<List<string>> Chunks(IEnumerator<string> lines)
    {
        while (Take(lines, Chunk) is { Count: > 0 } chunk)
        {
            yield return chunk;
        }
    }

    /// <summary>The next lines, up to an empty one.</summary>
    private static List<string> Take(IEnumerator<string> lines, int count)
    {
        var taken = new List<string>();
        while (taken.Count < count && lines.MoveNext() && lines.Current.Length > 0)
        {
            taken.Add(lines.Current);
        }

        return taken;
    }

    private static bool Holds(string line)
    {
        var (length, ticks, path) = Parse(line);
        return Look(path) == (length, ticks);
    }

    /// <exception cref="ArgumentException">It is no such line.</exception>
    private static (long Length, long Ticks, string Path) Parse(string line)
    {
        var position = 0;
        return TryRead(line, ref position, out var length) && TryRead(line, ref position, out var ticks)
            ? (length, ticks, Unescape(line.Substring(position)))
            : throw new ArgumentException("The line is damaged.", nameof(line));
    }

    /// <summary>Reads a whole number and the space behind it.</summary>
    private static bool TryRead(string line, ref int position, out long number)
    {
        number = 0;
        var isNegative = position < line.Length && line[position] == '-';
        var start = isNegative ? ++position : position;
        while (position < line.Length && line[position] is >= '0' and <= '9')
        {
            number = (10 * number) + (line[position++] - '0');
        }

        number = isNegative ? -number : number;
        return position > start && position < line.Length && line[position++] == ' ';
    }

    private static string Unescape(string path) => path.IndexOf('%') < 0 ? path : Uri.UnescapeDataString(path);

    private static (long Length, long Ticks) Look(string path)
    {
        var file = new FileInfo(path);
        if (file.Exists)
        {
            return (file.Length, file.LastWriteTimeUtc.Ticks);
        }

        return Directory.Exists(path) ? (Folder, Directory.GetLastWriteTimeUtc(path).Ticks) : (Missing, 0);
    }
}
