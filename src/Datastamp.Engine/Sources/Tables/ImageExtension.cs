namespace Datastamp.Sources.Tables;

/// <summary>Names images that have no name by what they begin with.</summary>
internal static class ImageExtension
{
    /// <summary>The extension with its dot; <c>.bin</c> for what is not known.</summary>
    public static string Of(ReadOnlySpan<byte> image) =>
        image.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? ".jpg"
        : image.StartsWith((ReadOnlySpan<byte>)[0x89, .. "PNG"u8]) ? ".png"
        : image.StartsWith("GIF8"u8) ? ".gif"
        : image.StartsWith("BM"u8) ? ".bmp"
        : image.Length > 12 && image.StartsWith("RIFF"u8) && image[8..].StartsWith("WEBP"u8) ? ".webp"
        : image.StartsWith("II*\0"u8) || image.StartsWith("MM\0*"u8) ? ".tif"
        : image.Length > 2 && image[0] == 'P' && image[1] is >= (byte)'1' and <= (byte)'6' ? ".pnm"
        : ".bin";
}
