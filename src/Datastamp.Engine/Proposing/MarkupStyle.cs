namespace Datastamp.Proposing;

/// <summary>How a project file is laid out: its line ends, its indents, and whether empty lines part its groups.</summary>
/// <param name="NewLine">The first line end that it has.</param>
/// <param name="Group">The indent of what is directly in the project.</param>
/// <param name="Item">The indent of what is in those.</param>
/// <param name="PartsGroups">Whether there are empty lines between groups.</param>
internal sealed record MarkupStyle(string NewLine, string Group, string Item, bool PartsGroups)
{
    private const string Standard = "  ";

    public static MarkupStyle Of(Markup markup)
    {
        var newLine = markup.Text.IndexOfAny(['\r', '\n']) switch
        {
            -1 => "\n",
            var at when markup.Text.AsSpan(at).StartsWith("\r\n", StringComparison.Ordinal) => "\r\n",
            var at => markup.Text[at].ToString(),
        };
        var groups = markup.Elements.Where(element => element.Parent == markup.Root).ToArray();
        var group = Indent(markup, groups) ?? Standard;
        var item = Indent(markup, markup.Elements.Where(element => groups.Contains(element.Parent))) ?? group + (group.Length > 0 ? group : Standard);
        return new(newLine, group, item, groups.Skip(1).Any(element => IsBehindEmptyLine(markup, element.Start)));
    }

    /// <summary>Whether the line before that of an offset is empty.</summary>
    public static bool IsBehindEmptyLine(Markup markup, int offset)
    {
        var line = markup.LineStart(offset);
        if (line == 0 || markup.IndentAt(offset) is null)
        {
            return false;
        }

        var end = line - (markup.Text.AsSpan(0, line).EndsWith("\r\n", StringComparison.Ordinal) ? 2 : 1);
        return string.IsNullOrWhiteSpace(markup.Text[markup.LineStart(end)..end]);
    }

    private static string? Indent(Markup markup, IEnumerable<MarkupElement> elements) =>
        elements.Select(element => markup.IndentAt(element.Start)).LastOrDefault(indent => indent is not null);
}
