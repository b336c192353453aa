using System.Buffers.Binary;

namespace Datastamp.Decoding.Formats;

/// <summary>A TIFF's bytes in its own byte order, never read past their end.</summary>
internal readonly ref struct TiffBytes(ReadOnlySpan<byte> file)
{
    private readonly ReadOnlySpan<byte> file = file;
    private readonly bool isLittleEndian = file[0] == 'I';

    /// <summary>64-bit offsets.</summary>
    public bool IsBig { get; } = file[2] == 43 || file[3] == 43;

    public int Length => file.Length;

    public ReadOnlySpan<byte> Slice(ulong at, ulong length)
    {
        Require(at, length);
        return file.Slice((int)at, (int)length);
    }

    /// <summary>An unsigned number of 1, 2, 4 or 8 bytes.</summary>
    public ulong UInt(ulong at, int size)
    {
        var bytes = Slice(at, (ulong)size);
        return size switch
        {
            1 => bytes[0],
            2 => isLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes),
            4 => isLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes),
            _ => isLittleEndian ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : BinaryPrimitives.ReadUInt64BigEndian(bytes),
        };
    }

    public void Require(ulong at, ulong length)
    {
        if (at > (ulong)file.Length || length > (ulong)file.Length - at)
        {
            throw new BadImageException("truncated: refers to data beyond its end");
        }
    }
}
