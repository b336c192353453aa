namespace Datastamp.Probing.Indexes.Matroska;

/// <summary>The sizes of several frames in one block (RFC 9559, section 10.3).</summary>
internal static class Lacing
{
    private const int Xiph = 0x02, Fixed = 0x04;

    /// <summary>The sizes of a block with one frame: all but the last frame's, which takes what is left.</summary>
    public static long[] None => [];

    /// <summary>Reads the sizes of all frames but the last.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="kind">The two bits of the block's flags.</param>
    /// <param name="block">The block.</param>
    /// <param name="at">Where they stand; behind them afterwards.</param>
    /// <param name="sizes">The sizes in bytes.</param>
    /// <returns>False where the file ends before they do.</returns>
    /// <exception cref="BadVideoException">They are more than the block has, or a frame has no byte.</exception>
    public static bool TryRead(VideoBytes bytes, int kind, EbmlElement block, ref long at, out long[] sizes)
    {
        sizes = None;
        if (!TryByte(bytes, block, ref at, out var more))
        {
            return false;
        }

        var list = new long[more];
        var total = 0L;
        for (var i = 0; i < list.Length; i++)
        {
            long size = 0;
            var isThere = kind switch
            {
                Xiph => TryXiph(bytes, block, ref at, out size),
                Fixed => TryFixed(block, at, more + 1, out size),
                _ => TryEbml(bytes, block, ref at, i == 0 ? null : list[i - 1], out size),
            };
            if (!isThere)
            {
                return false;
            }

            total += list[i] = size;
            if (size <= 0 || total >= block.End - at)
            {
                throw new BadVideoException("the frames of a lace do not fit into their block");
            }
        }

        sizes = list;
        return true;
    }

    private static bool TryFixed(EbmlElement block, long at, int frames, out long size)
    {
        (size, var rest) = Math.DivRem(block.End - at, frames);
        return rest == 0 ? true : throw new BadVideoException("the frames of a lace do not fit into their block");
    }

    private static bool TryXiph(VideoBytes bytes, EbmlElement block, ref long at, out long size)
    {
        size = 0;
        while (TryByte(bytes, block, ref at, out var part))
        {
            bytes.Step();
            size += part;
            if (part != byte.MaxValue)
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryEbml(VideoBytes bytes, EbmlElement block, ref long at, long? before, out long size)
    {
        size = 0;
        var start = at;
        if (!TryByte(bytes, block, ref at, out var first))
        {
            return false;
        }

        var length = EbmlReader.LengthOf(first);
        at = start + length;
        if (length > 8 || at > block.End)
        {
            throw new BadVideoException("the frames of a lace do not fit into their block");
        }

        if (at > bytes.Length)
        {
            return false;
        }

        var number = EbmlReader.Number(bytes.Read(start, length), out _);

        // Each but the first is a signed difference to the one before: half of the range is taken away.
        size = before is { } previous ? previous + number - ((1L << ((7 * length) - 1)) - 1) : number;
        return true;
    }

    private static bool TryByte(VideoBytes bytes, EbmlElement block, ref long at, out byte value)
    {
        value = 0;
        if (at >= block.End)
        {
            throw new BadVideoException("a block is shorter than its header");
        }

        if (at >= bytes.Length)
        {
            return false;
        }

        value = bytes.Read(at++, 1)[0];
        return true;
    }
}
