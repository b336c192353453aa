namespace Datastamp.Proposing;

/// <summary>Puts items into a project file's text: behind others of their kind, or in a group of their own at its end.</summary>
internal static class ItemInsertion
{
    /// <summary>The text with these items.</summary>
    /// <param name="text">A project.</param>
    /// <param name="types">Elements that the items belong beside.</param>
    /// <param name="items">The items as XML, an element each.</param>
    /// <exception cref="System.Xml.XmlException">It is no XML.</exception>
    public static string Insert(string text, IReadOnlyList<string> types, IReadOnlyList<string> items)
    {
        if (items.Count == 0)
        {
            return text;
        }

        var markup = Markup.Parse(text);
        var style = MarkupStyle.Of(markup);
        return markup.Elements.LastOrDefault(element => types.Any(element.Is) && IsAlwaysThere(markup, element)) is { } sibling
            ? Beside(markup, style, sibling, items)
            : AtEnd(markup, style, items);
    }

    /// <summary>Whether an item stands in a group of the project that has no condition.</summary>
    private static bool IsAlwaysThere(Markup markup, MarkupElement element) =>
        element.Parent is { } group && group.Is("ItemGroup") && group.Parent == markup.Root && group["Condition"] is null;

    private static string Beside(Markup markup, MarkupStyle style, MarkupElement sibling, IReadOnlyList<string> items)
    {
        var indent = markup.IndentAt(sibling.Start);
        return indent is null
            ? markup.Text.Insert(sibling.End, string.Concat(items))
            : markup.Text.Insert(BehindComment(markup.Text, sibling.End), string.Concat(items.Select(item => style.NewLine + indent + item)));
    }

    /// <summary>The end of the line, where nothing but a comment on the element stands there.</summary>
    private static int BehindComment(string text, int end)
    {
        var lineEnd = text.IndexOfAny(['\r', '\n'], end) is >= 0 and var at ? at : text.Length;
        var rest = text[end..lineEnd].Trim();
        return rest.Length == 0 ? end
            : rest.StartsWith("<!--", StringComparison.Ordinal) && rest.IndexOf("-->", StringComparison.Ordinal) == rest.Length - "-->".Length ? lineEnd
            : end;
    }

    private static string AtEnd(Markup markup, MarkupStyle style, IReadOnlyList<string> items)
    {
        var (text, newLine, root) = (markup.Text, style.NewLine, markup.Root);
        var group = string.Join(newLine, [$"{style.Group}<ItemGroup>", .. items.Select(item => style.Item + item), $"{style.Group}</ItemGroup>"]);
        if (root.IsEmpty)
        {
            return $"{text[..root.CloseStart].TrimEnd()}>{newLine}{group}{newLine}</{root.Name}>{text[root.End..]}";
        }

        if (markup.IndentAt(root.CloseStart) is null)
        {
            return text.Insert(root.CloseStart, newLine + group + newLine);
        }

        var isPadded = MarkupStyle.IsBehindEmptyLine(markup, root.CloseStart);
        return text.Insert(markup.LineStart(root.CloseStart), (style.PartsGroups && !isPadded ? newLine : string.Empty) + group + newLine + (isPadded ? newLine : string.Empty));
    }
}
