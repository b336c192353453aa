using System.Globalization;
using System.Text;

namespace Datastamp.Output.Languages;

/// <summary>Foreign text within a comment of any language.</summary>
internal static class CommentText
{
    /// <summary>The text in one line, without anything that turns or hides text.</summary>
    public static string Escape(string text)
    {
        var comment = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            comment.Append(IsPlain(rune) ? rune.ToString() : FormattableString.Invariant($"\\u{rune.Value:x4}"));
        }

        return comment.ToString();
    }

    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or
        UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator) && rune != Rune.ReplacementChar;
}
