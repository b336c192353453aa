using System.Buffers.Binary;

namespace Datastamp.Sources.Tables;

/// <summary>
/// The structure of a Parquet file's footer, whatever it says: <see href="https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md">Thrift's compact protocol</see>.
/// Looked at before the library reads it, which behind the end of a damaged one goes on forever.
/// </summary>
internal ref struct ParquetFooter
{
    private const int TailLength = 8;
    private const int LongestFooter = 256 << 20;
    private const int MostDepth = 32;
    private const int LongestNumber = 10;

    private ReadOnlySpan<byte> rest;

    private ParquetFooter(ReadOnlySpan<byte> footer) => rest = footer;

    /// <summary>Looks at the footer of a file, and leaves it at its start.</summary>
    /// <exception cref="InvalidDataException">It is cut off, or no structure.</exception>
    public static void Check(Stream file)
    {
        var tail = new byte[TailLength];
        if (file.Length < 4 + TailLength)
        {
            throw new InvalidDataException("It is too short for a footer.");
        }

        file.Position = file.Length - TailLength;
        file.ReadExactly(tail);
        var length = BinaryPrimitives.ReadInt32LittleEndian(tail);
        if (!tail.AsSpan(4).SequenceEqual("PAR1"u8) || length is < 1 or > LongestFooter || length > file.Length - 4 - TailLength)
        {
            throw new InvalidDataException("Its footer does not lie within it.");
        }

        var footer = new byte[length];
        file.Position = file.Length - TailLength - length;
        file.ReadExactly(footer);
        new ParquetFooter(footer).Structure(0);
        file.Position = 0;
    }

    private void Structure(int depth)
    {
        if (depth > MostDepth)
        {
            throw Damaged();
        }

        while (Byte() is not 0 and var field)
        {
            if (field >> 4 == 0)
            {
                Number();
            }

            // What is true or false stands in the field itself.
            if ((field & 0xF) is not (1 or 2) and var type)
            {
                Value(type, depth);
            }
        }
    }

    private void Value(int type, int depth)
    {
        switch (type)
        {
            case 1 or 2 or 3:
                Byte();
                break;
            case 4 or 5 or 6:
                Number();
                break;
            case 7:
                Skip(sizeof(double));
                break;
            case 8:
                Skip(Number());
                break;
            case 9 or 10:
                List(depth);
                break;
            case 12:
                Structure(depth + 1);
                break;
            default:
                throw Damaged();
        }
    }

    private void List(int depth)
    {
        var header = Byte();
        var count = header >> 4 == 15 ? Number() : (ulong)(header >> 4);
        if (count > (ulong)rest.Length || depth > MostDepth)
        {
            throw Damaged();
        }

        for (; count > 0; count--)
        {
            Value(header & 0xF, depth + 1);
        }
    }

    private byte Byte()
    {
        var value = rest.IsEmpty ? throw Damaged() : rest[0];
        rest = rest[1..];
        return value;
    }

    private ulong Number()
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

    private void Skip(ulong count) => rest = count <= (ulong)rest.Length ? rest[(int)count..] : throw Damaged();

    private static InvalidDataException Damaged() => new("Its footer is damaged.");
}
