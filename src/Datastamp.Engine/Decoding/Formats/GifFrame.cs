using System.Buffers.Binary;

namespace Datastamp.Decoding.Formats;

/// <summary>One image of a GIF: where it lies on its screen, and where its parts lie in the file.</summary>
internal readonly record struct GifFrame
{
    public int Left { get; private init; }

    public int Top { get; private init; }

    public int Width { get; private init; }

    public int Height { get; private init; }

    public bool Interlaced { get; private init; }

    /// <summary>The logical screen, grown to hold the frame, as Pillow does.</summary>
    public int ScreenWidth { get; private init; }

    /// <inheritdoc cref="ScreenWidth"/>
    public int ScreenHeight { get; private init; }

    /// <summary>RGB triples in the file: the frame's own or the global ones; empty when there are none.</summary>
    public Range Colors { get; private init; }

    /// <summary>The index that stands for "no colour", if any.</summary>
    public int? Transparent { get; private init; }

    /// <summary>LZW code size, sub-blocks and their terminator.</summary>
    public Range Codes { get; private init; }

    /// <summary>Reads an image descriptor, its palette and its sub-blocks; <paramref name="at"/> is behind the separator.</summary>
    public static GifFrame Read(ReadOnlySpan<byte> file, ref int at)
    {
        GifReader.Require(file, at, 9);
        var descriptor = file.Slice(at, 9);
        at += 9;
        var colors = Palette(file, descriptor[8], ref at);
        GifReader.Require(file, at, 1);
        if (file[at] is < 2 or > 8)
        {
            throw new BadImageException("corrupt: illegal LZW code size");
        }

        var start = at++;
        GifReader.SkipSubBlocks(file, ref at);
        var frame = new GifFrame
        {
            Left = BinaryPrimitives.ReadUInt16LittleEndian(descriptor),
            Top = BinaryPrimitives.ReadUInt16LittleEndian(descriptor[2..]),
            Width = BinaryPrimitives.ReadUInt16LittleEndian(descriptor[4..]),
            Height = BinaryPrimitives.ReadUInt16LittleEndian(descriptor[6..]),
            Interlaced = (descriptor[8] & 0x40) != 0,
            Colors = colors,
            Codes = start..at,
        };
        return frame.Width > 0 && frame.Height > 0
            ? frame
            : throw new BadImageException(frame.Width == 0 ? "zero width" : "zero height");
    }

    /// <summary>The extent of a colour table, by the packed flags that announce it.</summary>
    public static Range Palette(ReadOnlySpan<byte> file, byte flags, ref int at)
    {
        if ((flags & 0x80) == 0)
        {
            return at..at;
        }

        var length = 6 << (flags & 7);
        GifReader.Require(file, at, length);
        var colors = at..(at + length);
        at += length;
        return colors;
    }

    /// <summary>The frame on the screen of its file.</summary>
    public GifFrame On(ReadOnlySpan<byte> file, Range globalColors, int? transparent)
    {
        if (Left + Width > ushort.MaxValue || Top + Height > ushort.MaxValue)
        {
            throw new BadImageException("corrupt: the frame leaves the largest screen");
        }

        return this with
        {
            ScreenWidth = Math.Max(BinaryPrimitives.ReadUInt16LittleEndian(file[6..]), Left + Width),
            ScreenHeight = Math.Max(BinaryPrimitives.ReadUInt16LittleEndian(file[8..]), Top + Height),
            Colors = Colors.End.Value > Colors.Start.Value ? Colors : globalColors,
            Transparent = transparent,
        };
    }
}
