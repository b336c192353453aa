using System.Buffers.Binary;
using System.Text;

namespace Datastamp.Decoding.Formats;

/// <summary>
/// A PNM as a binary one whose maximum is 255 or 65535. OpenCV returns binary samples and those above 255 as they stand,
/// rounds others down, and fails on text that ends without a line feed; Pillow scales to the full range and rounds half to even.
/// </summary>
internal static class PnmBinary
{
    /// <returns>Null when the file is such a one already, or a binary bitmap.</returns>
    public static byte[]? Of(ReadOnlySpan<byte> file)
    {
        var pnm = PnmLayout.Read(file);
        if (!pnm.IsText && (pnm.IsBitmap || pnm.Maximum is 255 or 65535))
        {
            return null;
        }

        var full = pnm.Maximum > 255 ? 65535 : 255;
        var wide = pnm.Maximum > 255 ? 2 : 1;
        var header = Encoding.ASCII.GetBytes($"P{(pnm.Channels == 3 ? 6 : 5)}\n{pnm.Width} {pnm.Height}\n{full}\n");
        var bytes = new byte[checked(header.Length + (pnm.Samples * wide))];
        header.CopyTo(bytes, 0);
        var scaled = Scale(pnm, full);
        var text = new PnmText(file[pnm.Offset..]);
        var from = file[pnm.Offset..];
        var to = bytes.AsSpan(header.Length);
        for (var at = 0; at < to.Length; at += wide)
        {
            var sample = pnm.IsText ? pnm.NextSample(ref text)
                : Math.Min(pnm.Maximum, wide == 2 ? BinaryPrimitives.ReadUInt16BigEndian(from[at..]) : from[at]);
            if (wide == 2)
            {
                BinaryPrimitives.WriteUInt16BigEndian(to[at..], scaled[sample]);
            }
            else
            {
                to[at] = (byte)scaled[sample];
            }
        }

        return bytes;
    }

    private static ushort[] Scale(in PnmLayout pnm, int full)
    {
        var scaled = new ushort[pnm.Maximum + 1];
        for (var i = 0; i < scaled.Length; i++)
        {
            scaled[i] = (ushort)Math.Round((double)i / pnm.Maximum * full, MidpointRounding.ToEven);
        }

        // In a bitmap 1 is black.
        if (pnm.IsBitmap)
        {
            scaled.AsSpan().Reverse();
        }

        return scaled;
    }
}
