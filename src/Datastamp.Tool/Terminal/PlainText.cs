using System.Globalization;
using System.Text;

namespace Datastamp.Tool.Terminal;

/// <summary>Text from outside, such as names of files, made fit for a terminal.</summary>
internal static class PlainText
{
    /// <summary>A text without what terminals obey, or what turns or hides text. Tabs stay.</summary>
    public static string Of(string text) => string.Concat(text.EnumerateRunes().Select(rune => rune.Value != '\t' && Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? Rune.ReplacementChar : rune));
}
