using System.Reflection;

namespace Datastamp.Torch.Normalization.Conversion;

/// <summary>A field of an object.</summary>
internal sealed class FieldReference(object owner, FieldInfo field) : Reference
{
    public override Type Type => field.FieldType;

    public override object? Value
    {
        get => field.GetValue(owner);
        set => field.SetValue(owner, value);
    }
}
