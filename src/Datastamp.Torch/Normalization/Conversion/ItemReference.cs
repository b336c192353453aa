using System.Collections;

namespace Datastamp.Torch.Normalization.Conversion;

/// <summary>An item of an array or list.</summary>
internal sealed class ItemReference(IList list, int index, Type type) : Reference
{
    public override Type Type => type;

    public override object? Value
    {
        get => list[index];
        set => list[index] = value;
    }
}
