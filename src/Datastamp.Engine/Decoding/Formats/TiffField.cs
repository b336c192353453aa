namespace Datastamp.Decoding.Formats;

/// <summary>One field of a TIFF directory.</summary>
/// <param name="Type">The TIFF type of its values.</param>
/// <param name="Count">How many values.</param>
/// <param name="At">Where the values lie in the file.</param>
internal readonly record struct TiffField(int Type, ulong Count, ulong At)
{
    /// <summary>Bytes a value of a TIFF type, or 0 for a type that is not known.</summary>
    public static int SizeOf(int type) => type switch
    {
        1 or 2 or 6 or 7 => 1,
        3 or 8 => 2,
        4 or 9 or 11 or 13 => 4,
        5 or 10 or 12 or 16 or 17 or 18 => 8,
        _ => 0,
    };

    /// <summary>The value at <paramref name="index"/>, for the unsigned types.</summary>
    public ulong Value(in TiffBytes file, ulong index = 0) => Type is 1 or 3 or 4 or 13 or 16 or 18 && index < Count
        ? file.UInt(At + (index * (ulong)SizeOf(Type)), SizeOf(Type))
        : throw new BadImageException("corrupt: a directory field has a wrong type or too few values");
}
