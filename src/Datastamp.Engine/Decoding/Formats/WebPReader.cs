using System.Buffers.Binary;

namespace Datastamp.Decoding.Formats;

/// <summary>Walks a WebP from chunk to chunk (RFC 9649), into the frames of an animated one.</summary>
internal static class WebPReader
{
    private const int ChunkHeader = 8, FrameHeader = 16;

    /// <inheritdoc cref="ImageInspector.Inspect"/>
    public static ImageHeader Read(ReadOnlySpan<byte> file)
    {
        var length = BinaryPrimitives.ReadUInt32LittleEndian(file[4..]);
        if (length < 4 || length > file.Length - 8)
        {
            throw new BadImageException("truncated: shorter than its RIFF header says");
        }

        var chunks = file.Slice(12, (int)length - 4);
        if (!chunks.StartsWith("VP8X"u8))
        {
            var only = Next(ref chunks, out var name);
            return Size(name, only) ?? throw new BadImageException("corrupt: the first chunk is not an image");
        }

        var extended = Next(ref chunks, out _);
        if (extended.Length < 10)
        {
            throw new BadImageException("corrupt: the VP8X chunk is too short");
        }

        var canvas = new ImageHeader(ImageFormat.WebP, 1 + UInt24(extended[4..]), 1 + UInt24(extended[7..]));
        var animated = (extended[0] & 2) != 0;
        var found = false;
        while (!chunks.IsEmpty)
        {
            var chunk = Next(ref chunks, out var name);
            if (animated && name.SequenceEqual("ANMF"u8))
            {
                CheckFrame(chunk, canvas);
                found = true;
            }
            else if (!animated && Size(name, chunk) is { } size)
            {
                found |= size == canvas ? true : throw new BadImageException("corrupt: image and canvas differ in size");
            }
        }

        return found ? canvas : throw new BadImageException("truncated: no image in it");
    }

    private static void CheckFrame(ReadOnlySpan<byte> frame, ImageHeader canvas)
    {
        if (frame.Length < FrameHeader)
        {
            throw new BadImageException("corrupt: an animation frame is too short");
        }

        var left = 2L * UInt24(frame);
        var top = 2L * UInt24(frame[3..]);
        var size = new ImageHeader(ImageFormat.WebP, 1 + UInt24(frame[6..]), 1 + UInt24(frame[9..]));
        var found = false;
        var chunks = frame[FrameHeader..];
        while (!chunks.IsEmpty)
        {
            var chunk = Next(ref chunks, out var name);
            found |= Size(name, chunk) is { } own
                && (own == size ? true : throw new BadImageException("corrupt: an animation frame and its image differ in size"));
        }

        if (!found || left + size.Width > canvas.Width || top + size.Height > canvas.Height)
        {
            throw new BadImageException(found ? "corrupt: an animation frame leaves the canvas" : "corrupt: an animation frame without an image");
        }
    }

    private static ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> chunks, out ReadOnlySpan<byte> name)
    {
        if (chunks.Length < ChunkHeader)
        {
            throw new BadImageException("truncated: ends within a chunk header");
        }

        name = chunks[..4];
        var length = BinaryPrimitives.ReadUInt32LittleEndian(chunks[4..]);
        if (length > chunks.Length - ChunkHeader)
        {
            throw new BadImageException("truncated: a chunk is longer than what is left");
        }

        var data = chunks.Slice(ChunkHeader, (int)length);
        chunks = chunks[Math.Min(chunks.Length, ChunkHeader + (int)length + ((int)length & 1))..];
        return data;
    }

    /// <summary>The size of an image chunk, or null for another kind of chunk.</summary>
    private static ImageHeader? Size(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data) =>
        name.SequenceEqual("VP8 "u8) ? LossySize(data) : name.SequenceEqual("VP8L"u8) ? LosslessSize(data) : null;

    private static ImageHeader LossySize(ReadOnlySpan<byte> data)
    {
        // A key frame: three bytes of tag (with the first partition's length), a start code, two 14-bit sizes.
        if (data is not [_, _, _, 0x9D, 0x01, 0x2A, _, _, _, _, ..] || (data[0] & 1) != 0)
        {
            throw new BadImageException("corrupt: the VP8 chunk does not begin with a key frame");
        }

        return UInt24(data) >> 5 <= data.Length - 10
            ? new ImageHeader(ImageFormat.WebP, BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & 0x3FFF)
            : throw new BadImageException("truncated: ends within the first partition");
    }

    private static ImageHeader LosslessSize(ReadOnlySpan<byte> data)
    {
        if (data is not [0x2F, _, _, _, < 0x20, ..])
        {
            throw new BadImageException("corrupt: the VP8L chunk has no valid header");
        }

        var sizes = BinaryPrimitives.ReadUInt32LittleEndian(data[1..]);
        return new ImageHeader(ImageFormat.WebP, 1 + (int)(sizes & 0x3FFF), 1 + (int)((sizes >> 14) & 0x3FFF));
    }

    private static int UInt24(ReadOnlySpan<byte> data) => data[0] | (data[1] << 8) | (data[2] << 16);
}
