using System.Reflection;

namespace Datastamp.Torch.Normalization.Conversion;

/// <summary>A field of a struct, which is read from where it is held, changed, and put back.</summary>
internal sealed class MemberReference(Reference holder, FieldInfo field) : Reference
{
    public override Type Type => field.FieldType;

    public override bool IsWritable => holder.IsWritable;

    public override object? Value
    {
        get => field.GetValue(holder.Value);
        set
        {
            var boxed = holder.Value!;
            field.SetValue(boxed, value);
            holder.Value = boxed;
        }
    }
}
