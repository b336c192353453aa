using System.Globalization;
using System.Xml.Linq;

namespace Datastamp.Output.Reports;

/// <summary>Builds the elements of a page. Text is escaped when it is written, and what would turn, hide or break it is made visible.</summary>
internal static class Html
{
    /// <summary>An element; strings among the content are text. Never written as an empty tag, which HTML would take for an opening one.</summary>
    public static XElement Tag(string name, params object?[] content)
    {
        var element = new XElement(name, Array.ConvertAll(content, Clean));
        if (element.IsEmpty && name is not ("img" or "meta" or "br" or "hr"))
        {
            element.Value = string.Empty;
        }

        return element;
    }

    /// <summary>An attribute.</summary>
    public static XAttribute With(string name, object value) =>
        new(name, Visible(string.Create(CultureInfo.InvariantCulture, $"{value}")));

    /// <summary>A table in a region of its own, which scrolls by itself where it is wider than the page.</summary>
    /// <param name="caption">What it is of.</param>
    /// <param name="headers">The columns' names.</param>
    /// <param name="rows">A list of cells each: the first is the row's name, and an element is put into its cell as it is.</param>
    public static XElement Table(string caption, IEnumerable<string> headers, IEnumerable<IEnumerable<object>> rows) => Tag(
        "div",
        With("class", "scroll"),
        With("role", "region"),
        With("tabindex", 0),
        With("aria-label", caption),
        Tag(
            "table",
            Tag("caption", caption),
            Tag("thead", Tag("tr", headers.Select(header => Tag("th", With("scope", "col"), header)))),
            Tag("tbody", rows.Select(row => Tag("tr", row.Select((cell, i) => i == 0 ? Tag("th", With("scope", "row"), cell) : Tag("td", cell)))))));

    /// <summary>A list that is closed until it is asked for.</summary>
    public static XElement Details(string summary, params object?[] content) => Tag("details", [Tag("summary", summary), .. content]);

    /// <summary>Code to copy.</summary>
    public static XElement Code(string language, string id, string code) => Tag(
        "div",
        With("class", "code"),
        Tag("div", With("class", "bar"), Tag("span", language), Tag("button", With("type", "button"), With("data-copy", id), With("aria-label", "Copy " + language), "Copy")),
        Tag("pre", With("tabindex", 0), With("aria-label", language), Tag("code", With("id", id), code)));

    /// <summary>A text as people may see it: what controls, hides or turns text becomes U+FFFD.</summary>
    public static string Visible(string text) => string.Concat(text.EnumerateRunes().Select(rune =>
        rune.Value is '\n' or '\t' ? rune.ToString() : Rune(rune)));

    private static string Rune(System.Text.Rune rune) => System.Text.Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned
        || (rune.Value & 0xFFFE) == 0xFFFE ? "\uFFFD" : rune.ToString();

    private static object? Clean(object? content) => content switch
    {
        string text => Visible(text),
        IEnumerable<object> several => several.Select(Clean).ToArray(),
        _ => content,
    };
}
