using System.Globalization;

namespace Datastamp.Tool.Terminal;

/// <summary>Text from outside, such as names of files, made fit for a terminal.</summary>
internal static class PlainText
{
    /// <summary>A text without what terminals obey, or what turns or hides text. Tabs stay.</summary>
    public static string Of(string text) => string.Concat(text.Select(c => c != '\t' && char.GetUnicodeCategory(c) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? '\uFFFD' : c));
}
