using System.Buffers.Binary;

namespace Datastamp.Decoding.Formats;

/// <summary>
/// Walks a JPEG 2000: the boxes of a JP2 file to its codestream, or a bare codestream; there, from tile-part to
/// tile-part up to the end marker (ITU-T T.800 annexes A and I). OpenJPEG decodes a truncated one without an error.
/// </summary>
internal static class Jpeg2000Reader
{
    public static ReadOnlySpan<byte> Jp2Signature => [0, 0, 0, 12, (byte)'j', (byte)'P', (byte)' ', (byte)' ', (byte)'\r', (byte)'\n', 0x87, (byte)'\n'];

    public static bool IsJp2(ReadOnlySpan<byte> file) => file.StartsWith(Jp2Signature);

    public static bool IsCodestream(ReadOnlySpan<byte> file) => file is [0xFF, 0x4F, 0xFF, 0x51, ..];

    /// <inheritdoc cref="ImageInspector.Inspect"/>
    public static ImageHeader Read(ReadOnlySpan<byte> file)
    {
        if (IsCodestream(file))
        {
            return Jpeg2000Codestream.Read(file);
        }

        ImageHeader? declared = null;
        (int Count, int Depth) components = (0, 0);
        var rest = file[Jp2Signature.Length..];
        while (!rest.IsEmpty)
        {
            var box = Next(ref rest, out var name);
            if (name.SequenceEqual("jp2h"u8))
            {
                declared = Declared(box, out components);
            }
            else if (name.SequenceEqual("jp2c"u8))
            {
                var coded = Jpeg2000Codestream.Read(box);
                return declared == coded && components == (Jpeg2000Codestream.Components(box), box[42])
                    ? coded
                    : throw new BadImageException(declared is null ? "corrupt: no jp2h box before the codestream" : "corrupt: header and codestream differ");
            }
        }

        throw new BadImageException("truncated: no codestream");
    }

    private static ImageHeader Declared(ReadOnlySpan<byte> header, out (int Count, int Depth) components)
    {
        var ihdr = Next(ref header, out var name);
        if (!name.SequenceEqual("ihdr"u8) || ihdr.Length < 14)
        {
            throw new BadImageException("corrupt: the header box does not begin with ihdr");
        }

        components = (BinaryPrimitives.ReadUInt16BigEndian(ihdr[8..]), ihdr[10]);
        while (!header.IsEmpty)
        {
            // An enumerated colour space: 17 is grey, the others have three colours.
            var box = Next(ref header, out name);
            if (name.SequenceEqual("colr"u8) && box is [1, _, _, ..] && box.Length >= 7
                && BinaryPrimitives.ReadUInt32BigEndian(box[3..]) == 17 != components.Count < 3)
            {
                throw new BadImageException("corrupt: colour space and components do not match");
            }
        }

        return new ImageHeader(ImageFormat.Jpeg2000, BinaryPrimitives.ReadInt32BigEndian(ihdr[4..]), BinaryPrimitives.ReadInt32BigEndian(ihdr));
    }

    private static ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> boxes, out ReadOnlySpan<byte> name)
    {
        if (boxes.Length < 8)
        {
            throw new BadImageException("truncated: ends within a box");
        }

        name = boxes.Slice(4, 4);
        var start = 8;
        ulong length = BinaryPrimitives.ReadUInt32BigEndian(boxes);
        if (length == 0)
        {
            length = (ulong)boxes.Length;
        }
        else if (length == 1)
        {
            start = 16;
            length = boxes.Length >= start ? BinaryPrimitives.ReadUInt64BigEndian(boxes[8..]) : ulong.MaxValue;
        }

        if (length > (ulong)boxes.Length || length < (ulong)start)
        {
            throw new BadImageException(length < (ulong)start ? "corrupt: a box has an illegal length" : "truncated: ends within a box");
        }

        var box = boxes[start..(int)length];
        boxes = boxes[(int)length..];
        return box;
    }
}
