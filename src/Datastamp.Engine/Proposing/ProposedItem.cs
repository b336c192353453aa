using System.Globalization;
using System.Security;
using System.Text;
using Datastamp.Definitions;

namespace Datastamp.Proposing;

/// <summary>An item that a project is to have.</summary>
/// <param name="Type">The item's element.</param>
/// <param name="Include">What it includes, as evaluated.</param>
/// <param name="Metadata">Its metadata, in order; what is blank is left out.</param>
public sealed record ProposedItem(string Type, string Include, IReadOnlyList<KeyValuePair<string, string>> Metadata)
{
    // What MSBuild takes for more than text, in an item's Include; in metadata, what looks like elements.
    private const string Special = "%;*?$@<>";

    /// <summary>The item as XML, in one line.</summary>
    public override string ToString()
    {
        var attributes = Metadata.Where(value => value.Value.Length > 0).Prepend(new("Include", Include));
        return $"<{Type} {string.Join(' ', attributes.Select(value => $"{value.Key}=\"{Escape(value.Value)}\""))} />";
    }

    /// <summary>Whether there is a text that MSBuild evaluates to this one. It takes a backslash for a slash, even if it is part of a folder's name.</summary>
    public static bool CanHold(string text) =>
        UnicodeText.IsWhole(text)
        && !text.AsSpan().ContainsAny(['\0', '\\', '\uFFFE', '\uFFFF'])
        && !(text.Length > 0 && (IsTrimmed(text[0]) || IsTrimmed(text[^1])));

    /// <summary>A text, as XML in double quotes or between tags, that MSBuild evaluates to this one, where <see cref="CanHold"/> says that there is one.</summary>
    public static string Escape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var escaped = new StringBuilder();
        foreach (var (i, c) in text.Index())
        {
            // MSBuild trims what an item includes.
            if (Special.Contains(c, StringComparison.Ordinal) || char.IsControl(c) || (char.IsWhiteSpace(c) && (i == 0 || i == text.Length - 1)))
            {
                escaped.Append(CultureInfo.InvariantCulture, $"%{(int)c:X2}");
            }
            else
            {
                escaped.Append(c);
            }
        }

        return SecurityElement.Escape(escaped.ToString()).Replace("&apos;", "'", StringComparison.Ordinal);
    }

    /// <summary>White space that MSBuild takes away, and that has no two digits to be written by.</summary>
    private static bool IsTrimmed(char c) => char.IsWhiteSpace(c) && c > '\u00FF';
}
