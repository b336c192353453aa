using System.Reflection;

namespace Datastamp.Torch.Normalization.Conversion;

/// <summary>A field of an object.</summary>
internal sealed class FieldReference(object owner, FieldInfo member) : Reference
{
    public FieldInfo Member => member;

    public override Type Type => member.FieldType;

    public override object? Value
    {
        get => member.GetValue(owner);
        set => member.SetValue(owner, value);
    }
}
