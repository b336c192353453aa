namespace Datastamp.Decoding.Formats;

/// <summary>
/// An animated PNG without its animation: the image that viewers without animation show, and Pillow first. OpenCV
/// returns the first frame of the animation instead, which may be another picture.
/// </summary>
internal static class PngStill
{
    /// <returns>Null when the file is not animated.</returns>
    public static byte[]? Of(ReadOnlySpan<byte> file)
    {
        if (!IsAnimated(file))
        {
            return null;
        }

        var still = new byte[file.Length];
        var length = PngReader.Signature.Length;
        file[..length].CopyTo(still);
        var at = length;
        while (true)
        {
            var start = at;
            var chunk = PngReader.Next(file, ref at);
            if (chunk.Is("acTL"u8) || chunk.Is("fcTL"u8) || chunk.Is("fdAT"u8))
            {
                continue;
            }

            file[start..at].CopyTo(still.AsSpan(length));
            length += at - start;
            if (chunk.Is("IEND"u8))
            {
                return still[..length];
            }
        }
    }

    // The animation control chunk stands before the pixels.
    private static bool IsAnimated(ReadOnlySpan<byte> file)
    {
        var at = PngReader.Signature.Length;
        while (true)
        {
            var chunk = PngReader.Next(file, ref at);
            if (chunk.Is("acTL"u8) || chunk.Is("IDAT"u8) || chunk.Is("IEND"u8))
            {
                return chunk.Is("acTL"u8);
            }
        }
    }
}
