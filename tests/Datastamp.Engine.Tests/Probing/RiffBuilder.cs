using System.Buffers.Binary;
using System.Text;

namespace Datastamp.Probing;

/// <summary>Writes the chunks of AVI files.</summary>
internal static class RiffBuilder
{
    public static byte[] Chunk(string id, params byte[][] content)
    {
        var bytes = content.SelectMany(part => part).ToArray();
        return [.. Encoding.ASCII.GetBytes(id), .. UInt((uint)bytes.Length), .. bytes, .. new byte[bytes.Length & 1]];
    }

    public static byte[] List(string type, params byte[][] content) =>
        Chunk(type is "AVI " or "AVIX" ? "RIFF" : "LIST", [Encoding.ASCII.GetBytes(type), .. content]);

    public static byte[] UInt(params uint[] values)
    {
        var bytes = new byte[sizeof(uint) * values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(sizeof(uint) * i), values[i]);
        }

        return bytes;
    }

    /// <summary>An <c>idx1</c> entry.</summary>
    public static byte[] Entry(string id, bool isKey, long offset, uint size) =>
        [.. Encoding.ASCII.GetBytes(id), .. UInt(isKey ? 0x10u : 0, (uint)offset, size)];

    /// <summary>The content of an OpenDML index.</summary>
    public static byte[] OpenIndex(byte type, string id, long origin, params byte[][] entries) =>
    [
        (byte)(type == 0 ? 4 : 2), 0, 0, type, .. UInt((uint)entries.Length), .. Encoding.ASCII.GetBytes(id),
        .. UInt((uint)origin, (uint)(origin >> 32), 0), .. entries.SelectMany(entry => entry),
    ];

    /// <summary>The <c>hdrl</c> list with one video stream.</summary>
    public static byte[] Header(uint scale, uint rate, uint frames, params byte[][] more) => List(
        "hdrl",
        Chunk("avih", UInt(40_000, 0, 0, 0, frames, 0, 1, 0, 64, 48, 0, 0, 0, 0)),
        Stream("vids", scale, rate, frames, more));

    /// <summary>A <c>strl</c> list.</summary>
    public static byte[] Stream(string type, uint scale, uint rate, uint frames, params byte[][] more) => List(
        "strl",
        [
            Chunk("strh", Encoding.ASCII.GetBytes(type + "XVID"), UInt(0, 0, 0, scale, rate, 0, frames, 0, 0, 0, 0, 0)),
            Chunk("strf", UInt(40, 64, unchecked((uint)-48), 0x180001), "XVID"u8.ToArray(), UInt(0, 0, 0, 0, 0)),
            .. more,
        ]);
}
