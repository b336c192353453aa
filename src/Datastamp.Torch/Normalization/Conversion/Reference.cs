namespace Datastamp.Torch.Normalization.Conversion;

/// <summary>A place that holds an object: a field, an array's or list's item, a dictionary's entry.</summary>
internal abstract class Reference
{
    /// <summary>What the place is declared to hold.</summary>
    public abstract Type Type { get; }

    /// <summary>Whether the place can be given another object of its type.</summary>
    public virtual bool IsWritable => true;

    public abstract object? Value { get; set; }

    public bool CanHold(Type type) => IsWritable && Type.IsAssignableFrom(type);
}
