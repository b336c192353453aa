using System.Buffers.Binary;

namespace Datastamp.Sources.Archives;

/// <summary>A member as a zip archive's directory tells of it.</summary>
/// <param name="Name">The name as bytes.</param>
/// <param name="Flags">The general purpose flags.</param>
/// <param name="Method">How it is compressed: 0 not at all, 8 deflate.</param>
/// <param name="Crc">CRC-32 of its bytes.</param>
/// <param name="CompressedLength">Bytes in the archive.</param>
/// <param name="Length">Bytes.</param>
/// <param name="HeaderAt">Where its local header begins.</param>
/// <param name="UnixMode">The file's mode, where the writer was a Unix; 0 elsewhere.</param>
internal readonly record struct ZipEntry(byte[] Name, int Flags, int Method, uint Crc, long CompressedLength, long Length, long HeaderAt, int UnixMode)
{
    /// <summary>Bytes of a record before its name.</summary>
    public const int RecordLength = 46;

    private const int Zip64 = 1;
    private const int Unix = 3;

    /// <summary>Reads a record and moves past it; null where it is damaged.</summary>
    public static ZipEntry? Read(ref ReadOnlySpan<byte> directory)
    {
        if (directory.Length < RecordLength || !directory.StartsWith("PK\x01\x02"u8))
        {
            return null;
        }

        var record = directory;
        var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(record[28..]);
        var extraLength = BinaryPrimitives.ReadUInt16LittleEndian(record[30..]);
        var commentLength = BinaryPrimitives.ReadUInt16LittleEndian(record[32..]);
        if (record.Length < RecordLength + nameLength + extraLength + commentLength)
        {
            return null;
        }

        directory = directory[(RecordLength + nameLength + extraLength + commentLength)..];
        var (compressed, length, at) = (Number(record, 20), Number(record, 24), Number(record, 42));
        var extra = record.Slice(RecordLength + nameLength, extraLength);
        if (!Widen(extra, ref length, ref compressed, ref at))
        {
            return null;
        }

        return new(
            record.Slice(RecordLength, nameLength).ToArray(),
            BinaryPrimitives.ReadUInt16LittleEndian(record[8..]),
            BinaryPrimitives.ReadUInt16LittleEndian(record[10..]),
            BinaryPrimitives.ReadUInt32LittleEndian(record[16..]),
            compressed,
            length,
            at,
            record[5] == Unix ? BinaryPrimitives.ReadUInt16LittleEndian(record[40..]) : 0);
    }

    private static long Number(ReadOnlySpan<byte> record, int at) => BinaryPrimitives.ReadUInt32LittleEndian(record[at..]);

    /// <summary>Takes the numbers that 32 bits do not hold from the record's extra fields, in their order.</summary>
    private static bool Widen(ReadOnlySpan<byte> extra, ref long length, ref long compressed, ref long at)
    {
        while (extra.Length >= 4)
        {
            var (id, size) = (BinaryPrimitives.ReadUInt16LittleEndian(extra), BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]));
            if (size > extra.Length - 4)
            {
                return false;
            }

            if (id == Zip64)
            {
                var numbers = extra.Slice(4, size);
                return Widen(ref numbers, ref length) && Widen(ref numbers, ref compressed) && Widen(ref numbers, ref at);
            }

            extra = extra[(4 + size)..];
        }

        return length != uint.MaxValue && compressed != uint.MaxValue && at != uint.MaxValue;
    }

    private static bool Widen(ref ReadOnlySpan<byte> numbers, ref long value)
    {
        if (value != uint.MaxValue)
        {
            return true;
        }

        if (numbers.Length < sizeof(long))
        {
            return false;
        }

        value = BinaryPrimitives.ReadInt64LittleEndian(numbers);
        numbers = numbers[sizeof(long)..];
        return value >= 0;
    }
}
