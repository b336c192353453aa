using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Datastamp.Measuring;
using Datastamp.Sources;

namespace Datastamp.Locking;

/// <summary>
/// The files that a lock's entry is of, so that drift can be named: a line a file in ordinal order of keys, with identity,
/// length, and the key, in which <c>%</c> and whatever could break a line is percent-encoded.
/// </summary>
internal static class FileList
{
    // Some million files.
    private const long LargestFile = 1 << 30;

    /// <summary>The lines of the text.</summary>
    public static IEnumerable<string> Lines(IEnumerable<FileEntry> files) =>
        files.Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Identity} {file.Length} {Escape(file.Key)}"));

    /// <summary>The text, as it is written.</summary>
    public static byte[] Encode(IEnumerable<FileEntry> files) => Encoding.UTF8.GetBytes(string.Concat(Lines(files).Select(line => line + "\n")));

    /// <summary>The lines of a file; null where there is none, or it cannot be read, or is no list: a list only helps to name what differs.</summary>
    public static IEnumerable<string>? Lines(string path)
    {
        try
        {
            return FolderWalk.Look(path).File.Length is > 0 and <= LargestFile ? File.ReadAllLines(path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The files of a text, if it is of this fingerprint; null where it is not.</summary>
    public static ImmutableArray<FileEntry>? Parse(IEnumerable<string> lines, string fingerprint)
    {
        var files = ImmutableArray.CreateBuilder<FileEntry>();
        foreach (var line in lines)
        {
            if (line.Split(' ', 3) is not [var identity, var length, var key] || !long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes))
            {
                return null;
            }

            var file = new FileEntry(Uri.UnescapeDataString(key), bytes, identity);
            if (files.Count > 0 && string.CompareOrdinal(files[^1].Key, file.Key) >= 0)
            {
                return null;
            }

            files.Add(file);
        }

        return string.Equals(DatasetFingerprint.Of(files), fingerprint, StringComparison.Ordinal) ? files.DrainToImmutable() : null;
    }

    private static string Escape(string key)
    {
        if (!key.Any(IsEscaped))
        {
            return key;
        }

        var text = new StringBuilder();
        foreach (var c in key)
        {
            text.Append(IsEscaped(c) ? Uri.HexEscape(c) : c.ToString());
        }

        return text.ToString();
    }

    private static bool IsEscaped(char c) => c is '%' or < ' ' or '\u007F';
}
