namespace Datastamp.Output.Languages;

/// <summary>Numbers of one kind of all clips of a dataset, in the order of the clips.</summary>
/// <param name="Name">Its name in code: that of the property, where it has one number a clip.</param>
/// <param name="Values">An array of <see cref="byte"/>, <see cref="int"/> or <see cref="double"/>.</param>
internal sealed record ClipColumn(string Name, Array Values)
{
    /// <summary>What the values are.</summary>
    public TypeCode Type => System.Type.GetTypeCode(Values.GetType().GetElementType());

    /// <summary>Whether there is one value, and no other.</summary>
    public bool IsUniform => Values switch
    {
        int[] { Length: > 0 } integers => !integers.AsSpan().ContainsAnyExcept(integers[0]),
        double[] { Length: > 0 } numbers => !numbers.AsSpan().ContainsAnyExcept(numbers[0]),
        _ => false,
    };
}
