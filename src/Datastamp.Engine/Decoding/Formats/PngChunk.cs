using System.Text;

namespace Datastamp.Decoding.Formats;

/// <summary>One chunk of a PNG.</summary>
internal readonly ref struct PngChunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> type = type;

    /// <summary>The content, without length, type and checksum.</summary>
    public ReadOnlySpan<byte> Data { get; } = data;

    /// <summary>Four letters.</summary>
    public string Name => Encoding.ASCII.GetString(type);

    /// <summary>An upper-case first letter: a decoder that does not know the chunk must not go on.</summary>
    public bool IsCritical => (type[0] & 0x20) == 0;

    /// <summary>Whether the type is <paramref name="name"/>.</summary>
    public bool Is(ReadOnlySpan<byte> name) => type.SequenceEqual(name);
}
