using System.Reflection;

namespace Datastamp.Torch.Normalization.Conversion;

/// <summary>A field of a struct, which is read from where it is held, changed, and put back.</summary>
internal sealed class MemberReference(Reference holder, FieldInfo member) : Reference
{
    public override Type Type => member.FieldType;

    public override bool IsWritable => holder.IsWritable;

    public override object? Value
    {
        get => member.GetValue(holder.Value);
        set
        {
            var boxed = holder.Value!;
            member.SetValue(boxed, value);
            holder.Value = boxed;
        }
    }
}
