using System.Xml;
using Datastamp.Diagnostics;

namespace Datastamp.Proposing;

/// <summary>A file of MSBuild as it is written: nothing in it is evaluated.</summary>
internal sealed class ProjectDocument
{
    private ProjectDocument(EncodedText file, Markup markup) => (File, Markup) = (file, markup);

    public EncodedText File { get; }

    public Markup Markup { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="DiagnosticException">DS0013: it cannot be read, or is no project.</exception>
    public static ProjectDocument Read(string path)
    {
        var file = EncodedText.Read(path);
        try
        {
            var markup = Markup.Parse(file.Text);
            return markup.Root.Is("Project") ? new(file, markup) : throw new DiagnosticException(Report.ProjectNotEditable(path, $"its root is '{markup.Root.Name}', not 'Project'"));
        }
        catch (XmlException e)
        {
            throw new DiagnosticException(Report.ProjectNotEditable(path, $"it is no valid XML: {e.Message}"), e);
        }
    }

    /// <summary>Whether the project names an SDK, in any of the three ways there are.</summary>
    public bool IsSdkStyle => Markup.Root["Sdk"] is not null
        || Markup.Elements.Any(element => element.Parent == Markup.Root && (element.Is("Sdk") || (element.Is("Import") && element["Sdk"] is not null)));

    /// <summary>Whether an element sets this property to this value, whatever its conditions.</summary>
    public bool Sets(string property, string value) => Markup.Elements.Any(element =>
        element.Is(property) && !element.IsEmpty && element.Parent?.Is("PropertyGroup") == true
        && string.Equals(Inner(element).Trim(), value, StringComparison.OrdinalIgnoreCase));

    /// <summary>What items of a type include, as written; lists taken apart.</summary>
    public IEnumerable<string> Includes(string type) => Markup.Elements
        .Where(element => element.Is(type) && element.Parent?.Is("ItemGroup") == true)
        .SelectMany(element => (element["Include"] ?? string.Empty).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>The values of a metadata of items of a type, as attribute or element.</summary>
    public IEnumerable<string> Metadata(string type, string name) => Markup.Elements
        .Where(element => element.Is(type) && element[name] is not null).Select(element => element[name]!)
        .Concat(Markup.Elements.Where(element => element.Is(name) && !element.IsEmpty && element.Parent?.Is(type) == true).Select(Inner));

    private string Inner(MarkupElement element) => Markup.Text[element.ContentStart..element.CloseStart];
}
