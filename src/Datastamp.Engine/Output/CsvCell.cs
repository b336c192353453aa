using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Datastamp.Output;

/// <summary>Values as cells of a table, quoted by RFC 4180.</summary>
internal static partial class CsvCell
{
    // Some countries' spreadsheets separate by semicolons.
    private static readonly SearchValues<char> quoted = SearchValues.Create(",;\t\"\r\n");

    /// <summary>
    /// A text: quotes keep it from being more than one cell, apostrophes from being a formula. One stands before what
    /// a spreadsheet takes for a formula, at the beginning and behind whatever may end a cell in some country; behind it may stand
    /// quotes, apostrophes and spaces, which spreadsheets take away. Whoever takes one apostrophe away in each of these places
    /// has the text as it was.
    /// </summary>
    public static string Of(string text)
    {
        var harmless = Formula().Replace(text, "'");
        return harmless.AsSpan().ContainsAny(quoted) ? $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : harmless;
    }

    /// <summary>The shortest decimal that reads back as the same number.</summary>
    public static string Of(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A whole number.</summary>
    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);

    // Japanese spreadsheets take wide signs as well.
    [GeneratedRegex("(?<=\\A|[;\\t\\r\\n])(?=['\" ]*[=+@\\-\uFF1D\uFF0B\uFF0D\uFF20])|\\A(?=['\" ]*[\\t\\r\\n])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Formula();
}
