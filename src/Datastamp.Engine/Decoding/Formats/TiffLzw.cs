namespace Datastamp.Decoding.Formats;

/// <summary>
/// Walks the LZW codes of a TIFF strip (TIFF 6.0, section 13: codes of 9–12 bits, high bit first, that widen one code
/// early), keeping the lengths of strings and not the strings.
/// </summary>
internal static class TiffLzw
{
    private const int Clear = 256, End = 257, TableSize = 4096;

    /// <summary>Whether the codes yield at least <paramref name="needed"/> bytes.</summary>
    public static bool Yields(ReadOnlySpan<byte> data, long needed)
    {
        Span<int> lengths = stackalloc int[TableSize];
        lengths[..Clear].Fill(1);
        ulong bits = 0;
        var held = 0;
        var width = 9;
        var next = End + 1;
        var previous = -1;
        var at = 0;
        while (needed > 0)
        {
            while (held < width)
            {
                if (at == data.Length)
                {
                    return false;
                }

                bits = (bits << 8) | data[at++];
                held += 8;
            }

            held -= width;
            var code = (int)(bits >> held) & ((1 << width) - 1);
            if (code == End)
            {
                return false;
            }

            if (code == Clear)
            {
                (width, next, previous) = (9, End + 1, -1);
                continue;
            }

            if (previous < 0 ? code > Clear : code > next || (code == next && next >= TableSize))
            {
                return false;
            }

            if (previous >= 0 && next < TableSize)
            {
                lengths[next++] = lengths[previous] + 1;
                width = next + 1 >= 1 << width ? Math.Min(width + 1, 12) : width;
            }

            needed -= lengths[code];
            previous = code;
        }

        return true;
    }
}
