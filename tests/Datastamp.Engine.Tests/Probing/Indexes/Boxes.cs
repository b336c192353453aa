using System.Buffers.Binary;
using System.Text;

namespace Datastamp.Probing.Indexes;

/// <summary>Builds the boxes of MP4 files.</summary>
internal static class Boxes
{
    public static byte[] Box(string type, params byte[][] content) => Join([UInt32(8 + (uint)content.Sum(part => part.Length)), Text(type), .. content]);

    /// <summary>With the size in 64 bits.</summary>
    public static byte[] LongBox(string type, params byte[][] content) =>
        Join([UInt32(1), Text(type), UInt64(16 + (ulong)content.Sum(part => part.Length)), .. content]);

    /// <summary>With version and flags.</summary>
    public static byte[] FullBox(string type, uint versionAndFlags, params byte[][] content) => Box(type, [UInt32(versionAndFlags), .. content]);

    /// <summary>With version and flags, and a table of numbers of 32 bits behind the number of its entries.</summary>
    public static byte[] Table(string type, int perEntry, params uint[] numbers) =>
        FullBox(type, 0, UInt32((uint)(numbers.Length / perEntry)), UInt32(numbers));

    public static byte[] Text(string text) => Encoding.Latin1.GetBytes(text);

    public static byte[] Zeros(int count) => new byte[count];

    public static byte[] UInt16(params ushort[] values) => Join([.. values.Select(value => new[] { (byte)(value >> 8), (byte)value })]);

    public static byte[] UInt32(params uint[] values) => Join([.. values.Select(value =>
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    })]);

    public static byte[] UInt64(params ulong[] values) => Join([.. values.Select(value => UInt32((uint)(value >> 32), (uint)value))]);

    public static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(part => part)];
}
