using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Datastamp.MSBuild.Protocol;

/// <summary>
/// What the last successful run answered and depended on: the request's hash on the first line, then a path a line with
/// its length and time. The worker writes it last; the task compares it with the disk, and starts nothing if all of it holds.
/// </summary>
internal static class StampState
{
    private const long Folder = -1;
    private const long Missing = -2;

    /// <summary>The first line.</summary>
    public static string Header(string request)
    {
        using var sha = SHA256.Create();
        return "datastamp 1 " + Convert.ToBase64String(sha.ComputeHash(Encoding.UTF8.GetBytes(request)));
    }

    /// <summary>A line for a path that was seen with this length and time.</summary>
    public static string Line(string path, long length, long ticks) =>
        string.Format(CultureInfo.InvariantCulture, "{0} {1} {2}", length, ticks, Uri.EscapeDataString(path));

    /// <summary>A line for a file or folder as it is now.</summary>
    public static string Line(string path)
    {
        var (length, ticks) = Look(path);
        return Line(path, length, ticks);
    }

    /// <summary>Whether the state answers this request and everything is as it says.</summary>
    public static bool Holds(string stateFile, string request)
    {
        try
        {
            using var lines = File.ReadLines(stateFile).GetEnumerator();
            return lines.MoveNext()
                && string.Equals(lines.Current, Header(request), StringComparison.Ordinal)
                && Remaining(lines).All(Holds);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // No state is the same as a state that does not hold: the worker starts, and tells what is wrong.
            return false;
        }
    }

    private static IEnumerable<string> Remaining(IEnumerator<string> lines)
    {
        while (lines.MoveNext())
        {
            yield return lines.Current;
        }
    }

    private static bool Holds(string line)
    {
        var parts = line.Split(' ');
        if (parts.Length != 3
            || !long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var length)
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks))
        {
            return false;
        }

        return Look(Uri.UnescapeDataString(parts[2])) == (length, ticks);
    }

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
