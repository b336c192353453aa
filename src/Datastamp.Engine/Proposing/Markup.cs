using System.Xml;

namespace Datastamp.Proposing;

/// <summary>An XML text with the places of its elements, so that text can be put into it and all else stays as it was written.</summary>
internal sealed class Markup
{
    private readonly List<MarkupElement> elements = [];

    private Markup(string text) => Text = text;

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>All elements in the order of their start tags; the root is the first.</summary>
    public IReadOnlyList<MarkupElement> Elements => elements;

    /// <summary>The outermost element.</summary>
    public MarkupElement Root => elements[0];

    /// <summary>Parses a text.</summary>
    /// <exception cref="XmlException">It is not well-formed, or has a document type.</exception>
    public static Markup Parse(string text)
    {
        var markup = new Markup(text);
        var lines = LineStarts(text);
        var open = new Stack<MarkupElement>();
        using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        var position = (IXmlLineInfo)reader;
        while (reader.Read())
        {
            var offset = lines[Math.Max(0, position.LineNumber - 1)] + position.LinePosition - 1;
            if (reader.NodeType == XmlNodeType.Element)
            {
                var element = new MarkupElement(reader.LocalName, open.TryPeek(out var parent) ? parent : null, offset - 1, Attributes(reader))
                {
                    IsEmpty = reader.IsEmptyElement,
                    ContentStart = TagEnd(text, offset),
                };
                markup.elements.Add(element);
                if (element.IsEmpty)
                {
                    element.End = element.ContentStart;
                    element.CloseStart = element.End - "/>".Length;
                }
                else
                {
                    open.Push(element);
                }
            }
            else if (reader.NodeType == XmlNodeType.EndElement)
            {
                var element = open.Pop();
                element.CloseStart = offset - "</".Length;
                element.End = TagEnd(text, offset);
            }
        }

        return markup;
    }

    /// <summary>The white space before an offset in its line; null where something else stands there.</summary>
    public string? IndentAt(int offset)
    {
        var start = LineStart(offset);
        var before = Text[start..offset];
        return string.IsNullOrWhiteSpace(before) ? before : null;
    }

    /// <summary>The offset of the first character of a line.</summary>
    public int LineStart(int offset) => Text.LastIndexOfAny(['\r', '\n'], Math.Max(0, offset - 1), Math.Max(0, offset)) + 1;

    private static Dictionary<string, string> Attributes(XmlReader reader)
    {
        var attributes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (reader.MoveToNextAttribute())
        {
            attributes.TryAdd(reader.LocalName, reader.Value);
        }

        reader.MoveToElement();
        return attributes;
    }

    /// <summary>The offset behind the <c>&gt;</c> that ends a tag: one in a value ends nothing.</summary>
    private static int TagEnd(string text, int offset)
    {
        var quote = '\0';
        for (var i = offset; i < text.Length; i++)
        {
            var c = text[i];
            if (quote == '\0' && c == '>')
            {
                return i + 1;
            }

            quote = quote == '\0' && c is '"' or '\'' ? c : c == quote ? '\0' : quote;
        }

        throw new XmlException("a tag has no end");
    }

    /// <summary>Line ends as XML counts them: CR LF, LF, and CR.</summary>
    private static List<int> LineStarts(string text)
    {
        List<int> starts = [0];
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                starts.Add(i + 1);
            }
        }

        return starts;
    }
}
