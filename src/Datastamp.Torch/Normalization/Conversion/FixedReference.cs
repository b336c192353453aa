namespace Datastamp.Torch.Normalization.Conversion;

/// <summary>A place that stays as it is: a delegate's target, a dictionary's key, an item of a set, which is found by its hash.</summary>
internal sealed class FixedReference(object? value) : Reference
{
    public override Type Type => typeof(object);

    public override bool IsWritable => false;

    public override object? Value
    {
        get => value;
        set => throw new NotSupportedException("The place cannot be given another object.");
    }
}
