namespace Datastamp.Decoding.Formats;

/// <summary>
/// Checks a Windows bitmap: headers of every version, bit depths and masks that Pillow and OpenCV agree on, and that
/// the pixels lie within the file. The file size field is not held to: writers fill it carelessly.
/// </summary>
internal static class BmpReader
{
    /// <inheritdoc cref="ImageInspector.Inspect"/>
    public static ImageHeader Read(ReadOnlySpan<byte> file)
    {
        var bmp = BmpLayout.Read(file);
        var pixels = file[bmp.Offset..];
        if (bmp.IsRunLength)
        {
            WalkRuns(pixels, bmp);
        }
        else if ((long)bmp.Stride * bmp.Height > pixels.Length)
        {
            throw new BadImageException("truncated: ends within the pixels");
        }

        else if (bmp.Bits <= 8 && bmp.Colors < 1 << bmp.Bits)
        {
            for (var y = 0; y < bmp.Height; y++)
            {
                CheckIndices(pixels.Slice(y * bmp.Stride, bmp.Stride), bmp);
            }
        }

        return new ImageHeader(ImageFormat.Bmp, bmp.Width, bmp.Height);
    }

    private static void CheckIndices(ReadOnlySpan<byte> row, in BmpLayout bmp)
    {
        var perByte = 8 / bmp.Bits;
        for (var x = 0; x < bmp.Width; x++)
        {
            var shift = (perByte - 1 - (x % perByte)) * bmp.Bits;
            RequireColor((row[x / perByte] >> shift) & ((1 << bmp.Bits) - 1), bmp);
        }
    }

    private static void RequireColor(int index, in BmpLayout bmp)
    {
        if (index >= bmp.Colors)
        {
            throw new BadImageException($"corrupt: pixel value {index} in a palette of {bmp.Colors} colours");
        }
    }

    private static void WalkRuns(ReadOnlySpan<byte> codes, in BmpLayout bmp)
    {
        var at = 0;
        long x = 0;
        long y = 0;
        while (y < bmp.Height)
        {
            var count = Take(codes, ref at);
            var value = Take(codes, ref at);
            if (count > 0)
            {
                RequireColor(bmp.Bits == 4 ? Math.Max(value >> 4, count > 1 ? value & 15 : 0) : value, bmp);
                x += count;
            }
            else if (value == 0)
            {
                x = 0;
                y++;
            }
            else if (value == 1)
            {
                // Pillow refuses rows that are left out; OpenCV fills them with colour 0.
                if ((y * bmp.Width) + x < (long)bmp.Width * bmp.Height)
                {
                    throw new BadImageException($"truncated: the end-of-bitmap code comes in row {y} of {bmp.Height}");
                }

                return;
            }
            else if (value == 2)
            {
                x += Take(codes, ref at);
                y += Take(codes, ref at);
            }
            else
            {
                CheckAbsolute(codes, at, value, bmp);
                x += value;
                at += ((bmp.Bits == 4 ? (value + 1) / 2 : value) + 1) & ~1;
            }

            if (x > bmp.Width || y > bmp.Height)
            {
                throw new BadImageException("corrupt: a run leaves the image");
            }
        }
    }

    private static void CheckAbsolute(ReadOnlySpan<byte> codes, int at, int count, in BmpLayout bmp)
    {
        for (var i = 0; i < count; i++)
        {
            var place = at + (bmp.Bits == 4 ? i / 2 : i);
            var both = Take(codes, ref place);
            RequireColor(bmp.Bits == 8 ? both : i % 2 == 0 ? both >> 4 : both & 15, bmp);
        }
    }

    private static byte Take(ReadOnlySpan<byte> codes, ref int at) =>
        at < codes.Length ? codes[at++] : throw new BadImageException("truncated: ends before the end-of-bitmap code");
}
