using System.Collections;

namespace Datastamp.Torch.Normalization.Conversion;

/// <summary>The value of a dictionary's entry.</summary>
internal sealed class EntryReference(IDictionary dictionary, object key, Type type) : Reference
{
    public override Type Type => type;

    public override object? Value
    {
        get => dictionary[key];
        set => dictionary[key] = value;
    }
}
