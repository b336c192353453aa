namespace Datastamp.Decoding.Formats;

/// <summary>Walks a GIF from block to block up to its trailer (GIF89a specification).</summary>
internal static class GifReader
{
    private const byte Extension = 0x21, Image = 0x2C, Trailer = 0x3B;

    /// <inheritdoc cref="ImageInspector.Inspect"/>
    public static ImageHeader Read(ReadOnlySpan<byte> file)
    {
        var first = FirstFrame(file, out var at);
        while (NextBlock(file, ref at) is var block && block != Trailer)
        {
            if (block == Image)
            {
                _ = GifFrame.Read(file, ref at);
            }
            else
            {
                at++;
                SkipSubBlocks(file, ref at);
            }
        }

        GifLzw.Check(file[first.Codes], (long)first.Width * first.Height);
        return new ImageHeader(ImageFormat.Gif, first.ScreenWidth, first.ScreenHeight);
    }

    /// <summary>The first frame, with the screen that Pillow shows it on and the palette that holds for it.</summary>
    /// <param name="file">A GIF.</param>
    /// <param name="at">Where the frame ends.</param>
    /// <exception cref="BadImageException">Truncated or corrupt up to there.</exception>
    public static GifFrame FirstFrame(ReadOnlySpan<byte> file, out int at)
    {
        Require(file, 0, 13);
        at = 13;
        var palette = GifFrame.Palette(file, file[10], ref at);
        int? transparent = null;
        while (true)
        {
            var block = NextBlock(file, ref at);
            if (block == Trailer)
            {
                throw new BadImageException("corrupt: no image before the trailer");
            }

            if (block == Image)
            {
                return GifFrame.Read(file, ref at).On(file, palette, transparent);
            }

            Require(file, at, 2);
            if (file[at] == 0xF9 && file[at + 1] >= 4)
            {
                Require(file, at, 6);
                transparent = (file[at + 2] & 1) != 0 ? file[at + 5] : transparent;
            }

            at++;
            SkipSubBlocks(file, ref at);
        }
    }

    /// <summary>Goes past length-prefixed blocks and the empty one that ends them.</summary>
    public static void SkipSubBlocks(ReadOnlySpan<byte> file, ref int at)
    {
        while (true)
        {
            Require(file, at, 1);
            var length = file[at];
            at++;
            if (length == 0)
            {
                return;
            }

            Require(file, at, length);
            at += length;
        }
    }

    /// <summary>Proves that <paramref name="count"/> bytes stand at <paramref name="at"/>.</summary>
    public static void Require(ReadOnlySpan<byte> file, int at, int count)
    {
        if (count > file.Length - at)
        {
            throw new BadImageException("truncated: ends before the trailer");
        }
    }

    private static byte NextBlock(ReadOnlySpan<byte> file, ref int at)
    {
        Require(file, at, 1);
        var block = file[at++];
        return block is Extension or Image or Trailer
            ? block
            : throw new BadImageException($"corrupt: no block at byte {at - 1}");
    }
}
