using System.Buffers.Binary;

namespace Datastamp.Probing.Indexes.Matroska;

/// <summary>A SeekHead: where other elements stand (RFC 9559, section 5.1.1).</summary>
internal static class SeekHead
{
    /// <summary>The position of an element, from the beginning of the Segment's content; null where it is not named.</summary>
    public static long? Find(VideoBytes bytes, EbmlElement seekHead, uint id)
    {
        foreach (var seek in EbmlReader.Children(bytes, seekHead))
        {
            if (seek.Id == MatroskaId.Seek && Position(bytes, seek, id) is { } position)
            {
                return position;
            }
        }

        return null;
    }

    private static long? Position(VideoBytes bytes, EbmlElement seek, uint id)
    {
        long? position = null;
        var isIt = false;
        foreach (var child in EbmlReader.Children(bytes, seek))
        {
            switch (child.Id)
            {
                case MatroskaId.SeekId when child.Size == sizeof(uint):
                    isIt = BinaryPrimitives.ReadUInt32BigEndian(EbmlReader.Content(bytes, child, sizeof(uint))) == id;
                    break;
                case MatroskaId.SeekPosition:
                    position = EbmlReader.UInt(bytes, child);
                    break;
            }
        }

        return isIt ? position : null;
    }
}
