using System.Buffers.Binary;
using System.Globalization;

namespace Datastamp.Decoding.Formats;

/// <summary>What a JPEG's frame header declares, and which of its components the scans have brought so far.</summary>
internal sealed class JpegFrame
{
    private byte[] components = [];
    private uint scanned;
    private int width;
    private int height;

    /// <summary>SOF0–SOF15, without DHT, JPG and DAC that lie between them.</summary>
    public static bool IsStart(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    /// <summary>Takes the frame header: precision, height, width, and three bytes a component.</summary>
    public void Start(byte marker, ReadOnlySpan<byte> segment)
    {
        if (components.Length != 0)
        {
            throw new BadImageException("corrupt: two frame headers");
        }

        // What libjpeg-turbo decodes: baseline, extended, progressive; Huffman or arithmetic; lossless Huffman.
        if (marker is not (0xC0 or 0xC1 or 0xC2 or 0xC3 or 0xC9 or 0xCA))
        {
            throw new BadImageException("unsupported: hierarchical or lossless arithmetic JPEG");
        }

        if (segment.Length < 6 || segment.Length != 6 + (3 * segment[5]))
        {
            throw new BadImageException("corrupt: the frame header has a wrong length");
        }

        if (segment[0] != 8)
        {
            throw new BadImageException(string.Create(CultureInfo.InvariantCulture, $"unsupported: {segment[0]}-bit JPEG"));
        }

        if (segment[5] is not (1 or 3 or 4))
        {
            throw new BadImageException(string.Create(CultureInfo.InvariantCulture, $"unsupported: JPEG of {segment[5]} components"));
        }

        height = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]);
        width = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
        if (height == 0)
        {
            throw new BadImageException("unsupported: zero height in the frame header, left to a DNL marker");
        }

        components = [.. Ids(segment[6..], 3, segment[5])];
    }

    /// <summary>Takes a scan header: the components whose data follow.</summary>
    public void AddScan(ReadOnlySpan<byte> segment)
    {
        if (components.Length == 0)
        {
            throw new BadImageException("corrupt: a scan before the frame header");
        }

        if (segment.Length < 1 || segment[0] is < 1 or > 4 || segment.Length != 4 + (2 * segment[0]))
        {
            throw new BadImageException("corrupt: the scan header has a wrong length");
        }

        foreach (var id in Ids(segment[1..], 2, segment[0]))
        {
            var index = components.AsSpan().IndexOf(id);
            if (index < 0)
            {
                throw new BadImageException("corrupt: a scan of a component that the frame does not have");
            }

            scanned |= 1u << index;
        }
    }

    /// <summary>The header, once the end-of-image marker is reached.</summary>
    public ImageHeader Finish()
    {
        if (components.Length == 0)
        {
            throw new BadImageException("corrupt: no frame header");
        }

        return scanned == (1u << components.Length) - 1
            ? new ImageHeader(ImageFormat.Jpeg, width, height)
            : throw new BadImageException("corrupt: some components have no scan");
    }

    private static byte[] Ids(ReadOnlySpan<byte> entries, int stride, int count)
    {
        var ids = new byte[count];
        for (var i = 0; i < count; i++)
        {
            ids[i] = entries[i * stride];
        }

        return ids;
    }
}
