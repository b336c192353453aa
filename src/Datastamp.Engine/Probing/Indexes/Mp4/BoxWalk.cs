using System.Buffers.Binary;

namespace Datastamp.Probing.Indexes.Mp4;

/// <summary>Goes from box to box between two places of a file.</summary>
internal struct BoxWalk(VideoBytes bytes, long start, long end)
{
    private const int ShortHeader = 8;
    private const int LongHeader = 16;

    private long at = start;

    /// <summary>Goes through what a box holds, from <paramref name="skip"/> bytes within on.</summary>
    public static BoxWalk Within(VideoBytes bytes, in Box box, int skip = 0) => new(bytes, box.Content + skip, box.End);

    /// <summary>The first box of a type within another.</summary>
    public static Box? Find(VideoBytes bytes, in Box within, uint type, int skip = 0)
    {
        var walk = Within(bytes, within, skip);
        while (walk.Next(out var box))
        {
            if (box.Type == type)
            {
                return box;
            }
        }

        return null;
    }

    /// <summary>
    /// The next box, cut where what it stands in ends. QuickTime closes some lists by four zero bytes, and files are padded:
    /// what has no legal size ends the walk.
    /// </summary>
    public bool Next(out Box box)
    {
        if (!Header(out box))
        {
            return false;
        }

        at = box.End > end ? end : box.End;
        box = box with { End = at };
        return true;
    }

    /// <summary>The next box of the file itself, which may say that it ends beyond the file.</summary>
    public bool NextOfFile(out Box box)
    {
        if (!Header(out box) || !BoxType.IsPlausible(box.Type))
        {
            return false;
        }

        at = Math.Min(end, box.End);
        return true;
    }

    private readonly bool Header(out Box box)
    {
        box = default;
        bytes.Step();
        if (at > end - ShortHeader)
        {
            return false;
        }

        var header = bytes.Read(at, ShortHeader);
        var type = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        long size = BinaryPrimitives.ReadUInt32BigEndian(header);
        var length = ShortHeader;
        if (size == 0)
        {
            size = end - at;
        }
        else if (size == 1)
        {
            length = LongHeader;
            if (at > end - length)
            {
                return false;
            }

            size = BinaryPrimitives.ReadInt64BigEndian(bytes.Read(at + ShortHeader, sizeof(long)));
        }

        if (size < length || size > long.MaxValue - at)
        {
            return false;
        }

        box = new Box(type, at, at + length, at + size);
        return true;
    }
}
