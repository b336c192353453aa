namespace Datastamp.Decoding.Formats;

/// <summary>
/// Walks the LZW codes of a GIF frame (low bit first, up to 12 bits), keeping the lengths of strings and not the
/// strings. OpenCV reads on behind an early end code, so damage would come out as other pixels.
/// </summary>
internal static class GifLzw
{
    private const int TableSize = 4096;

    /// <summary>Proves that the codes yield exactly the frame's pixels.</summary>
    /// <param name="codes">Code size, sub-blocks and terminator, whole.</param>
    /// <param name="pixels">Width times height.</param>
    public static void Check(ReadOnlySpan<byte> codes, long pixels)
    {
        Span<int> lengths = stackalloc int[TableSize];
        var clear = 1 << codes[0];
        lengths[..clear].Fill(1);
        uint bits = 0;
        var held = 0;
        var width = codes[0] + 1;
        var next = clear + 2;
        var previous = -1;
        var at = 1;
        var left = 0;
        while (true)
        {
            while (held < width)
            {
                left = left == 0 ? codes[at++] : left;
                if (left == 0)
                {
                    if (pixels > 0)
                    {
                        throw new BadImageException("truncated: fewer LZW codes than the frame has pixels");
                    }

                    return;
                }

                bits |= (uint)codes[at++] << held;
                held += 8;
                left--;
            }

            var code = (int)bits & ((1 << width) - 1);
            bits >>= width;
            held -= width;
            if (code == clear)
            {
                (width, next, previous) = (codes[0] + 1, clear + 2, -1);
                continue;
            }

            if (code == clear + 1)
            {
                if (pixels > 0)
                {
                    throw new BadImageException("truncated: the LZW end code comes before the last pixel");
                }

                return;
            }

            if (pixels == 0)
            {
                // Padding of the last byte where a writer left out the end code.
                if (left == 0 && codes[at] == 0)
                {
                    return;
                }

                throw new BadImageException("corrupt: more LZW codes than the frame has pixels");
            }

            if (previous < 0 ? code > clear : code > next || (code == next && next == TableSize))
            {
                throw new BadImageException("corrupt: an LZW code that is not in the table");
            }

            if (previous >= 0 && next < TableSize)
            {
                lengths[next++] = lengths[previous] + 1;
                width = next == 1 << width && width < 12 ? width + 1 : width;
            }

            pixels -= lengths[code];
            if (pixels < 0)
            {
                throw new BadImageException("corrupt: an LZW string runs past the frame");
            }

            previous = code;
        }
    }
}
