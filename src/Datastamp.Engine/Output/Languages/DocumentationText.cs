using System.Globalization;
using System.Text;

namespace Datastamp.Output.Languages;

/// <summary>Foreign text within an XML documentation comment of any language.</summary>
internal static class DocumentationText
{
    /// <summary>The text in one line, without anything that is markup, or that turns or hides text.</summary>
    public static string Escape(string text)
    {
        var documentation = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            documentation.Append(rune.Value switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                _ when IsPlain(rune) => rune.ToString(),
                _ => FormattableString.Invariant($"\\u{rune.Value:x4}"),
            });
        }

        return documentation.ToString();
    }

    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or
        UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator) && rune != Rune.ReplacementChar;
}
