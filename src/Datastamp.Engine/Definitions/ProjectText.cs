using System.Xml;
using System.Xml.Linq;
using Datastamp.Diagnostics;

namespace Datastamp.Definitions;

/// <summary>A project file as text: where items and properties stand in it, for diagnostics. Nothing is evaluated, so what cannot be told for sure has no line.</summary>
public sealed class ProjectText
{
    private const long LongestFile = 16 << 20;

    private readonly string file;
    private readonly XElement? root;

    /// <summary>Reads a file. One that cannot be read, or is no XML, has no positions.</summary>
    public ProjectText(string file)
    {
        this.file = file;
        root = Read(file);
    }

    /// <summary>The first element that sets a property.</summary>
    public Location Property(string name) => At(Elements(name).FirstOrDefault());

    /// <summary>An item's metadata, as attribute or element, or else the item.</summary>
    public Location Item(string type, string include, string? name, string? metadata)
    {
        var items = Elements(type).Where(element => element.Attribute("Include") is not null).ToArray();
        var item = Only(items.Where(element => Says(Value(element, "Include"), include) && Says(Value(element, "Name"), name)))
            ?? Only(items.Where(element => Says(Value(element, "Include"), include)))
            ?? Only(items.Where(element => name is not null && Says(Value(element, "Name"), name)))
            ?? Only(items);
        return At((metadata is null ? null : Find(item, metadata)) ?? item);
    }

    private static XElement? Read(string file)
    {
        try
        {
            if (new FileInfo(file).Length > LongestFile)
            {
                return null;
            }

            using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XDocument.Load(reader, LoadOptions.SetLineInfo).Root;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or XmlException)
        {
            // A diagnostic without a line is better than another one about the lines.
            return null;
        }
    }

    private static XObject? Find(XElement? item, string metadata) =>
        (XObject?)item?.Attributes().FirstOrDefault(attribute => Is(attribute.Name, metadata))
        ?? item?.Elements().FirstOrDefault(element => Is(element.Name, metadata));

    private static string? Value(XElement item, string metadata) => Find(item, metadata) switch
    {
        XAttribute attribute => attribute.Value,
        XElement element => element.Value,
        _ => null,
    };

    /// <summary>Whether written text means a value, as far as escapes and slashes go.</summary>
    private static bool Says(string? written, string? value) =>
        string.Equals(Plain(Uri.UnescapeDataString(written ?? string.Empty)), Plain(value ?? string.Empty), StringComparison.Ordinal);

    private static string Plain(string path) => path.Replace('\\', '/').Trim();

    private static XElement? Only(IEnumerable<XElement> elements) => elements.Take(2).ToArray() is [var only] ? only : null;

    private static bool Is(XName name, string text) => string.Equals(name.LocalName, text, StringComparison.OrdinalIgnoreCase);

    private IEnumerable<XElement> Elements(string name) => root?.Descendants().Where(element => Is(element.Name, name)) ?? [];

    private Location At(XObject? found) =>
        found is IXmlLineInfo line && line.HasLineInfo() ? new(file, line.LineNumber, line.LinePosition) : new(file);
}
