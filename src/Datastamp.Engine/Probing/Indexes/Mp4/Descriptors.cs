namespace Datastamp.Probing.Indexes.Mp4;

/// <summary>The descriptors of an esds box (ISO/IEC 14496-1, 7.2.6).</summary>
internal static class Descriptors
{
    private const int Stream = 3;
    private const int DecoderConfiguration = 4;

    /// <summary>The objectTypeIndication, which tells the codec; 0 where there is none.</summary>
    /// <param name="esds">The box's content: version and flags first.</param>
    public static int ObjectType(ReadOnlySpan<byte> esds)
    {
        var left = esds.Length > 4 ? esds[4..] : default;
        if (Enter(ref left) == Stream)
        {
            if (left.Length < 3)
            {
                return 0;
            }

            var flags = left[2];
            var skip = 3 + ((flags & 0x80) != 0 ? 2 : 0) + ((flags & 0x20) != 0 ? 2 : 0);
            if ((flags & 0x40) != 0)
            {
                skip += skip < left.Length ? 1 + left[skip] : 0;
            }

            left = skip < left.Length ? left[skip..] : default;
            return Enter(ref left) == DecoderConfiguration && !left.IsEmpty ? left[0] : 0;
        }

        return 0;
    }

    /// <summary>Reads over a descriptor's tag and length, which takes a byte for each 7 bits, at most four.</summary>
    /// <returns>The tag; 0 at the end.</returns>
    private static int Enter(ref ReadOnlySpan<byte> left)
    {
        if (left.IsEmpty)
        {
            return 0;
        }

        var tag = left[0];
        var length = 1;
        while (length < 4 && length < left.Length && (left[length] & 0x80) != 0)
        {
            length++;
        }

        left = length + 1 <= left.Length ? left[(length + 1)..] : default;
        return tag;
    }
}
