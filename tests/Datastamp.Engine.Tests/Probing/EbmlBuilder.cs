using System.Buffers.Binary;

namespace Datastamp.Probing;

/// <summary>Writes EBML elements, with sizes of eight bytes.</summary>
internal static class EbmlBuilder
{
    public static byte[] Element(uint id, params byte[][] content)
    {
        var bytes = content.SelectMany(part => part).ToArray();
        return [.. Id(id), .. Size(bytes.Length), .. bytes];
    }

    /// <summary>An element whose size is not known.</summary>
    public static byte[] Open(uint id, params byte[][] content) =>
        [.. Id(id), 0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, .. content.SelectMany(part => part)];

    public static byte[] UInt(uint id, ulong value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return Element(id, bytes);
    }

    public static byte[] Float(uint id, double value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteDoubleBigEndian(bytes, value);
        return Element(id, bytes);
    }

    public static byte[] Text(uint id, string value) => Element(id, System.Text.Encoding.ASCII.GetBytes(value));

    /// <summary>The content of a block: track, relative time, flags, and what follows.</summary>
    public static byte[] Block(int track, short time, byte flags, params byte[] payload) =>
        [(byte)(0x80 | track), (byte)(time >> 8), (byte)time, flags, .. payload];

    private static byte[] Id(uint id) =>
        id > 0xFFFFFF ? [(byte)(id >> 24), (byte)(id >> 16), (byte)(id >> 8), (byte)id]
        : id > 0xFFFF ? [(byte)(id >> 16), (byte)(id >> 8), (byte)id]
        : id > 0xFF ? [(byte)(id >> 8), (byte)id]
        : [(byte)id];

    private static byte[] Size(long size)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, size | (1L << 56));
        return bytes;
    }
}
