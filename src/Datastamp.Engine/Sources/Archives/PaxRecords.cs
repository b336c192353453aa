using System.Globalization;
using System.Text;
using Datastamp.Diagnostics;

namespace Datastamp.Sources.Archives;

/// <summary>What stands in an extended header of a tar archive, as far as it is asked for.</summary>
/// <param name="Path">The member's name as bytes, or null.</param>
/// <param name="Size">The member's length, or null.</param>
internal sealed record PaxRecords(byte[]? Path, long? Size)
{
    /// <summary>Reads records: each its own length in decimal, a space, a keyword, <c>=</c>, a value, and a line's end.</summary>
    /// <exception cref="DiagnosticException">DS0113: they are none; DS0115: the member is not stored as it is.</exception>
    public static PaxRecords Parse(ReadOnlySpan<byte> text, string archive)
    {
        byte[]? path = null;
        long? size = null;
        while (!text.IsEmpty)
        {
            var space = text.IndexOf((byte)' ');
            if (space is < 1 or > 10
                || !int.TryParse(text[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                || length <= space + 1 || length > text.Length || text[length - 1] != '\n'
                || text[(space + 1)..(length - 1)] is var record && record.IndexOf((byte)'=') is var equals && equals < 1)
            {
                throw Damaged(archive);
            }

            var key = record[..equals];
            var value = record[(equals + 1)..];
            if (key.SequenceEqual("path"u8))
            {
                path = value.ToArray();
            }
            else if (key.SequenceEqual("size"u8))
            {
                size = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Damaged(archive);
            }
            else if (key.StartsWith("GNU.sparse."u8))
            {
                throw new DiagnosticException(Report.MemberRefused(archive, Encoding.UTF8.GetString(path ?? []), "it is a sparse file"));
            }

            text = text[length..];
        }

        return new(path, size);
    }

    private static DiagnosticException Damaged(string archive) => new(Report.ArchiveDamaged(archive, "an extended header is damaged"));
}
