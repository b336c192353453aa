using System.Globalization;
using System.Security;
using System.Text;

namespace Datastamp.Proposing;

/// <summary>An item that a project is to have.</summary>
/// <param name="Type">The item's element.</param>
/// <param name="Include">What it includes, as evaluated.</param>
/// <param name="Metadata">Its metadata, in order; what is blank is left out.</param>
public sealed record ProposedItem(string Type, string Include, IReadOnlyList<KeyValuePair<string, string>> Metadata)
{
    // What MSBuild takes for more than text, in an item's Include.
    private const string Special = "%;*?$@";

    /// <summary>The item as XML, in one line.</summary>
    public override string ToString()
    {
        var attributes = Metadata.Where(value => value.Value.Length > 0).Prepend(new("Include", Include));
        return $"<{Type} {string.Join(' ', attributes.Select(value => $"{value.Key}=\"{SecurityElement.Escape(Escape(value.Value)).Replace("&apos;", "'", StringComparison.Ordinal)}\""))} />";
    }

    /// <summary>A text that MSBuild evaluates to this one.</summary>
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

        return escaped.ToString();
    }
}
