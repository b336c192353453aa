namespace Datastamp.Proposing;

/// <summary>Where an element stands in a text. Offsets count UTF-16 code units from 0.</summary>
/// <param name="Name">Its local name.</param>
/// <param name="Parent">The element around it, or null.</param>
/// <param name="Start">The offset of its <c>&lt;</c>.</param>
/// <param name="Attributes">Its attributes' values, by name without case.</param>
internal sealed record MarkupElement(string Name, MarkupElement? Parent, int Start, IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>Whether it is one tag, without an end tag.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>The offset behind its start tag.</summary>
    public int ContentStart { get; init; }

    /// <summary>The offset of its end tag; of an empty element, that of <c>/&gt;</c>.</summary>
    public int CloseStart { get; set; }

    /// <summary>The offset behind it.</summary>
    public int End { get; set; }

    /// <summary>An attribute's value, or null.</summary>
    public string? this[string attribute] => Attributes.GetValueOrDefault(attribute);

    /// <summary>Whether its name is this one, without case.</summary>
    public bool Is(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);
}
