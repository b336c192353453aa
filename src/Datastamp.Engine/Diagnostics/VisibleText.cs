using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Datastamp.Diagnostics;

/// <summary>Text from outside, such as names of files, made fit to be looked at: nothing in it commands, turns or hides text.</summary>
public static partial class VisibleText
{
    /// <summary>A text in one line, in which what may not be shown is written by its number, as in <c>\u001b</c>.</summary>
    public static string Escaped(string text) => Replaced(text, IsHidden, rune => FormattableString.Invariant($"\\u{rune.Value:x4}"));

    /// <summary>A text in which what may not be shown becomes U+FFFD. Tabs stay.</summary>
    public static string Masked(string text) => Replaced(text, rune => rune.Value != '\t' && IsHidden(rune), _ => "\uFFFD");

    /// <summary>JSON that says the same, in which what may not be shown, and half of a character, is written by its number.</summary>
    /// <param name="json">JSON, of which only texts and line ends hold what may not be shown.</param>
    public static string InJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var visible = new StringBuilder(json.Length);
        ReadOnlySpan<char> rest = json;
        while (rest.IndexOfAnyExceptInRange(' ', '~') is >= 0 and var at)
        {
            var isWhole = Rune.DecodeFromUtf16(rest[at..], out var rune, out var length) == OperationStatus.Done;
            visible.Append(rest[..at]);
            foreach (var c in rest.Slice(at, length))
            {
                if (isWhole && (c == '\n' || !IsHidden(rune)))
                {
                    visible.Append(c);
                }
                else
                {
                    visible.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                }
            }

            rest = rest[(at + length)..];
        }

        visible.Append(rest);
        return json.Contains("##", StringComparison.Ordinal) ? Command().Replace(visible.ToString(), "#\\u0023") : visible.ToString();
    }

    private static string Replaced(string text, Func<Rune, bool> isHidden, Func<Rune, string> replace)
    {
        ArgumentNullException.ThrowIfNull(text);
        var visible = string.Concat(text.EnumerateRunes().Select(rune => isHidden(rune) ? replace(rune) : rune.ToString()));
        return visible.Contains("##", StringComparison.Ordinal) ? Command().Replace(visible, "#" + replace(new Rune('#'))) : visible;
    }

    /// <summary>Whether terminals obey a character, or it turns or hides text.</summary>
    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    /// <summary>
    /// What CI services obey wherever it stands in a line that is printed: <c>##vso[…]</c> of Azure Pipelines, <c>##teamcity[…]</c>,
    /// and <c>##[…]</c> of them and GitHub.
    /// </summary>
    [GeneratedRegex("##(?=[A-Za-z]*\\[)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Command();
}
