namespace Datastamp.Torch.Tests.NvJpeg;

/// <summary>JPEG files up to their first scan's header, byte by byte (ITU-T T.81 annex B).</summary>
internal static class JpegHeaders
{
    public static readonly byte[] Jfif = [0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0];
    public static readonly byte[] Exif = [0xFF, 0xE1, 0, 10, .. "Exif\0\0"u8, 0x4D, 0x4D];

    /// <summary>Adobe's marker, which tells the colours: 0 is RGB or CMYK, 1 is YCbCr.</summary>
    public static byte[] Adobe(byte transform) => [0xFF, 0xEE, 0, 14, .. "Adobe"u8, 0, 100, 0, 0, 0, 0, transform];

    /// <summary>A frame header of 16×16 pixels.</summary>
    /// <param name="marker">SOF0 is 0xC0.</param>
    /// <param name="precision">Bits a sample.</param>
    /// <param name="components">Each component's name and sampling: horizontal and vertical, a digit each.</param>
    public static byte[] Frame(byte marker, byte precision, params (char Name, byte Sampling)[] components) =>
        [0xFF, marker, 0, (byte)(8 + (3 * components.Length)), precision, 0, 16, 0, 16, (byte)components.Length, .. components.SelectMany(one => new byte[] { (byte)one.Name, one.Sampling, 0 })];

    /// <summary>The header of a scan of the first components.</summary>
    public static byte[] Scan(byte components) => [0xFF, 0xDA, 0, (byte)(6 + (2 * components)), components, .. new byte[2 * components], 0, 63, 0];

    public static byte[] File(params IEnumerable<byte[]> segments) => [0xFF, 0xD8, .. segments.SelectMany(segment => segment)];
}
