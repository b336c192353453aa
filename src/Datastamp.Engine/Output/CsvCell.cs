using System.Buffers;
using System.Globalization;

namespace Datastamp.Output;

/// <summary>Values as cells of a table, quoted by RFC 4180.</summary>
internal static class CsvCell
{
    // Some countries' spreadsheets separate by semicolons.
    private static readonly SearchValues<char> quoted = SearchValues.Create(",;\t\"\r\n");

    // What spreadsheets take for a formula.
    private static readonly SearchValues<char> formula = SearchValues.Create("=+-@\t\r");

    /// <summary>A text: an apostrophe keeps it from being a formula, quotes from being more than one cell.</summary>
    public static string Of(string text)
    {
        var harmless = text.Length > 0 && formula.Contains(text[0]) ? "'" + text : text;
        return harmless.AsSpan().ContainsAny(quoted) ? $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : harmless;
    }

    /// <summary>The shortest decimal that reads back as the same number.</summary>
    public static string Of(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A whole number.</summary>
    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);
}
