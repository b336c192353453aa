using System.Buffers.Binary;

namespace Datastamp.Probing.Indexes.Mp4;

/// <summary>A track's header in a fragment: the tfhd box (ISO/IEC 14496-12, 8.8.7).</summary>
/// <param name="Track">Identifier of the track.</param>
/// <param name="BaseOffset">Where offsets count from; null where this follows from what stands before.</param>
/// <param name="IsBaseMoof">Whether they count from the beginning of the moof box.</param>
/// <param name="Entry">The sample entry, from 1; null if it is that of the trex box.</param>
/// <param name="Defaults">What holds for its samples.</param>
internal readonly record struct FragmentHeader(uint Track, long? BaseOffset, bool IsBaseMoof, uint? Entry, FragmentDefaults Defaults)
{
    private const uint HasBaseOffset = 0x1, HasEntry = 0x2, HasDuration = 0x8, HasSize = 0x10, HasFlags = 0x20, BaseIsMoof = 0x2_0000;

    public static FragmentHeader Read(VideoBytes bytes, in Box tfhd, in Box? mvex)
    {
        var flags = BoxTable.UInt32(bytes, tfhd, 0) & 0xFF_FFFF;
        var track = BoxTable.UInt32(bytes, tfhd, 4);
        var at = 8;
        long? offset = null;
        if ((flags & HasBaseOffset) != 0)
        {
            offset = BinaryPrimitives.ReadInt64BigEndian(BoxTable.Span(bytes, tfhd, at, 8));
            at += 8;
        }

        var entry = Optional(bytes, tfhd, flags & HasEntry, ref at);
        var defaults = FragmentDefaults.Find(bytes, mvex, track);
        return new(track, offset, (flags & BaseIsMoof) != 0, entry, new(
            Optional(bytes, tfhd, flags & HasDuration, ref at) ?? defaults.Duration,
            Optional(bytes, tfhd, flags & HasSize, ref at) ?? defaults.Size,
            Optional(bytes, tfhd, flags & HasFlags, ref at) ?? defaults.Flags));
    }

    private static uint? Optional(VideoBytes bytes, in Box box, uint isPresent, ref int at)
    {
        if (isPresent == 0)
        {
            return null;
        }

        at += sizeof(uint);
        return BoxTable.UInt32(bytes, box, at - sizeof(uint));
    }
}
