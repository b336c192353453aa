using System.Globalization;
using System.Text;

namespace Datastamp.Output;

/// <summary>Writes values and foreign text so that they cannot become anything else in C#.</summary>
internal static class CSharpText
{
    /// <summary>An identifier. With an @ wherever it might be a keyword of this or a later C#.</summary>
    public static string Identifier(string name) => char.IsAsciiLetterLower(name[0]) || name[0] == '_' ? "@" + name : name;

    /// <summary>A string literal in ASCII.</summary>
    public static string Literal(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (var c in text)
        {
            literal.Append(c is '"' or '\\' or < ' ' or > '~' ? FormattableString.Invariant($"\\u{(int)c:x4}") : c.ToString());
        }

        return literal.Append('"').ToString();
    }

    /// <summary>Text within an XML documentation comment, in one line, without anything that turns or hides text.</summary>
    public static string Documentation(string text)
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

    public static string Literal(double value) => value.ToString("R", CultureInfo.InvariantCulture) + "d";

    public static string Literal(float value) => value.ToString("R", CultureInfo.InvariantCulture) + "f";

    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or
        UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator) && rune != Rune.ReplacementChar;
}
