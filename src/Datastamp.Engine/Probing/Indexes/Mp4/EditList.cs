using System.Buffers.Binary;

namespace Datastamp.Probing.Indexes.Mp4;

/// <summary>
/// A track's edit list (ISO/IEC 14496-12, 8.6.6). Its rates are read over, as FFmpeg does: a dwell is presented at the normal
/// speed.
/// </summary>
internal sealed class EditList
{
    // Sums of four such times still fit.
    private const long LongestTime = long.MaxValue / 8;

    private readonly List<Edit> edits = [];

    private EditList()
    {
    }

    /// <summary>Those that are presented, in order, and pauses, with their durations in units of the track's time scale.</summary>
    public IReadOnlyList<Edit> Edits => edits;

    /// <summary>The sum of the pauses before anything is presented, in units of the track's time scale.</summary>
    public long Pause { get; private set; }

    /// <summary>Where the first part begins in the media; 0 if there is none.</summary>
    public long Start { get; private set; }

    /// <summary>Reads an elst box.</summary>
    /// <returns>Null for a list without entries.</returns>
    public static EditList? Read(VideoBytes bytes, in Box elst, uint timeScale, uint movieTimeScale)
    {
        var isLong = BoxTable.UInt32(bytes, elst, 0) >> 24 == 1;
        var size = isLong ? 20 : 12;

        // Some writers count wrongly: FFmpeg holds to what the box has room for.
        var entries = new BoxTable(bytes, elst, 8, size, (elst.Length - 8) / size);
        var list = new EditList();
        var started = false;
        while (entries.Next(out var entry))
        {
            var edit = isLong
                ? new Edit(BinaryPrimitives.ReadInt64BigEndian(entry), BinaryPrimitives.ReadInt64BigEndian(entry[8..]))
                : new Edit(BinaryPrimitives.ReadUInt32BigEndian(entry), BinaryPrimitives.ReadInt32BigEndian(entry[4..]));
            edit = edit with { Duration = Rescale(edit.Duration, timeScale, movieTimeScale) };
            if (edit.MediaTime is < -LongestTime or > LongestTime)
            {
                throw new BadVideoException("its edit list has illegal times");
            }

            list.edits.Add(edit);
            if (!edit.IsEmpty && !started)
            {
                (started, list.Start) = (true, edit.MediaTime);
            }
            else if (!started)
            {
                list.Pause = Math.Min(LongestTime, list.Pause + edit.Duration);
            }
        }

        return list.edits.Count == 0 ? null : list;
    }

    private static long Rescale(long duration, uint timeScale, uint movieTimeScale)
    {
        if (duration < 0 || movieTimeScale == 0)
        {
            throw new BadVideoException("its edit list has illegal times");
        }

        // To the nearest, as FFmpeg does; halves go up.
        var rescaled = (((Int128)duration * timeScale * 2) + movieTimeScale) / (2 * (Int128)movieTimeScale);
        return (long)Int128.Min(rescaled, LongestTime);
    }
}
