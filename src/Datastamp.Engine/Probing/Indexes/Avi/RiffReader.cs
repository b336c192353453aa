using System.Buffers.Binary;

namespace Datastamp.Probing.Indexes.Avi;

/// <summary>RIFF chunks, never read past the file's end.</summary>
internal static class RiffReader
{
    /// <summary>The header of the chunk at an offset.</summary>
    /// <returns>False where the file ends before the header does.</returns>
    public static bool TryRead(VideoBytes bytes, long at, out RiffChunk chunk)
    {
        bytes.Step();
        chunk = default;
        if (at > bytes.Length - RiffChunk.HeaderLength)
        {
            return false;
        }

        var header = bytes.Read(at, RiffChunk.HeaderLength);
        chunk = new RiffChunk(
            BinaryPrimitives.ReadUInt32LittleEndian(header), at, BinaryPrimitives.ReadUInt32LittleEndian(header[sizeof(uint)..]));
        return true;
    }

    /// <summary>The four characters behind a list's header; 0 where the file ends before.</summary>
    public static uint ListType(VideoBytes bytes, RiffChunk list) =>
        list.Data <= bytes.Length - sizeof(uint) ? BinaryPrimitives.ReadUInt32LittleEndian(bytes.Read(list.Data, sizeof(uint))) : 0;

    /// <summary>The chunks in a list that lies whole in the file.</summary>
    /// <exception cref="BadVideoException">One overlaps the list's end.</exception>
    public static IEnumerable<RiffChunk> Children(VideoBytes bytes, RiffChunk list)
    {
        for (var at = list.Data + sizeof(uint); at <= list.End - RiffChunk.HeaderLength;)
        {
            if (!TryRead(bytes, at, out var child) || child.End > list.End)
            {
                throw new BadVideoException("a chunk lies outside of its list");
            }

            yield return child;
            at = child.Next;
        }
    }
}
