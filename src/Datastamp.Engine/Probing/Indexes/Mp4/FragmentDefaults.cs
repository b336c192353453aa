using System.Buffers.Binary;

namespace Datastamp.Probing.Indexes.Mp4;

/// <summary>What holds for a track's samples in fragments that do not say it themselves.</summary>
/// <param name="Duration">In units of the track's time scale.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Flags">ISO/IEC 14496-12, 8.8.3.1.</param>
internal readonly record struct FragmentDefaults(uint Duration, uint Size, uint Flags)
{
    private const uint NonSync = 0x1_0000;
    private const uint DependsOnOthers = 0x100_0000;

    /// <summary>A track's trex box; zeros where it has none.</summary>
    public static FragmentDefaults Find(VideoBytes bytes, in Box? mvex, uint track)
    {
        if (mvex is not { } box)
        {
            return default;
        }

        var walk = BoxWalk.Within(bytes, box);
        while (walk.Next(out var trex))
        {
            if (trex.Type == BoxType.Trex && BoxTable.UInt32(bytes, trex, 4) == track)
            {
                var fields = BoxTable.Span(bytes, trex, 12, 12);
                return new(
                    BinaryPrimitives.ReadUInt32BigEndian(fields),
                    BinaryPrimitives.ReadUInt32BigEndian(fields[4..]),
                    BinaryPrimitives.ReadUInt32BigEndian(fields[8..]));
            }
        }

        return default;
    }

    /// <summary>Whether flags are those of a frame that can be decoded on its own.</summary>
    public static bool IsKey(uint flags) => (flags & (NonSync | DependsOnOthers)) == 0;
}
