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

        return new ImageHeader(ImageFormat.Bmp, bmp.Width, bmp.Height);
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
                x += count;
            }
            else if (value == 0)
            {
                x = 0;
                y++;
            }
            else if (value == 1)
            {
                return;
            }
            else if (value == 2)
            {
                x += Take(codes, ref at);
                y += Take(codes, ref at);
            }
            else
            {
                x += value;
                at += ((bmp.Bits == 4 ? (value + 1) / 2 : value) + 1) & ~1;
            }

            if (x > bmp.Width || y > bmp.Height)
            {
                throw new BadImageException("corrupt: a run leaves the image");
            }
        }
    }

    private static byte Take(ReadOnlySpan<byte> codes, ref int at) =>
        at < codes.Length ? codes[at++] : throw new BadImageException("truncated: ends before the end-of-bitmap code");
}
