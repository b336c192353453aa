namespace Datastamp.Sources.Tables;

/// <summary>
/// A structure of <see href="https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md">Thrift's compact protocol</see>, whatever it says.
/// Looked at before the library reads it, which behind the end of a damaged one goes on forever.
/// </summary>
internal ref struct ThriftStructure
{
    /// <summary>The type of whole numbers of 32 bits.</summary>
    public const int Int32 = 5;

    /// <summary>The type of structures.</summary>
    public const int Nested = 12;

    private const int MostDepth = 32;
    private const int LongestNumber = 10;

    private readonly int length;
    private ReadOnlySpan<byte> rest;

    /// <param name="bytes">Begins with the structure.</param>
    public ThriftStructure(ReadOnlySpan<byte> bytes)
    {
        rest = bytes;
        length = bytes.Length;
    }

    /// <summary>How many bytes were read.</summary>
    public readonly int Read => length - rest.Length;

    /// <summary>Moves to the next field of the structure that is read.</summary>
    /// <param name="id">The number of the field before, and of this one.</param>
    /// <param name="type">Its type.</param>
    /// <returns>False at the structure's end.</returns>
    /// <exception cref="InvalidDataException">It is cut off, or no structure.</exception>
    public bool Next(ref int id, out int type)
    {
        var field = Byte();
        type = field & 0xF;
        if (field == 0)
        {
            return false;
        }

        var number = field >> 4 > 0 ? id + (field >> 4) : Signed();
        id = number is > 0 and <= short.MaxValue ? (int)number : throw Damaged();
        return true;
    }

    /// <summary>Passes over the fields of a structure.</summary>
    /// <exception cref="InvalidDataException">It is cut off, or no structure.</exception>
    public void Skip(int depth = 0)
    {
        if (depth > MostDepth)
        {
            throw Damaged();
        }

        for (var id = 0; Next(ref id, out var type);)
        {
            SkipField(type, depth);
        }
    }

    /// <summary>Passes over a field's value: what is true or false stands in the field itself.</summary>
    /// <exception cref="InvalidDataException">It is cut off, or of a type that does not exist.</exception>
    public void SkipField(int type, int depth = 0)
    {
        if (type is not (1 or 2))
        {
            SkipValue(type, depth);
        }
    }

    /// <summary>A whole number of 32 bits.</summary>
    /// <exception cref="InvalidDataException">It is cut off, or larger.</exception>
    public int Number(int type) => type == Int32 && Signed() is >= int.MinValue and <= int.MaxValue and var number ? (int)number : throw Damaged();

    private void SkipValue(int type, int depth)
    {
        switch (type)
        {
            case 1 or 2 or 3:
                Byte();
                break;
            case 4 or Int32 or 6:
                Unsigned();
                break;
            case 7:
                SkipBytes(sizeof(double));
                break;
            case 8:
                SkipBytes(Unsigned());
                break;
            case 9 or 10:
                SkipList(depth);
                break;
            case Nested:
                Skip(depth + 1);
                break;
            default:
                throw Damaged();
        }
    }

    private void SkipList(int depth)
    {
        var header = Byte();
        var count = header >> 4 == 15 ? Unsigned() : (ulong)(header >> 4);
        if (count > (ulong)rest.Length || depth > MostDepth)
        {
            throw Damaged();
        }

        for (; count > 0; count--)
        {
            SkipValue(header & 0xF, depth + 1);
        }
    }

    private byte Byte()
    {
        var value = rest.IsEmpty ? throw Damaged() : rest[0];
        rest = rest[1..];
        return value;
    }

    private long Signed() => Unsigned() is var number && (number & 1) == 0 ? (long)(number >> 1) : ~(long)(number >> 1);

    private ulong Unsigned()
    {
        var number = 0UL;
        for (var i = 0; i < LongestNumber; i++)
        {
            var part = Byte();
            number |= (ulong)(part & 0x7F) << (7 * i);
            if (part < 0x80)
            {
                return number;
            }
        }

        throw Damaged();
    }

    private void SkipBytes(ulong count) => rest = count <= (ulong)rest.Length ? rest[(int)count..] : throw Damaged();

    private static InvalidDataException Damaged() => new("A structure in it is damaged.");
}
