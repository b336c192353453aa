using System.Buffers.Binary;

namespace Datastamp.Probing.Indexes.Mp4;

/// <summary>
/// One track's samples in movie fragments (ISO/IEC 14496-12, 8.8), from moof to moof; what lists these elsewhere (sidx, mfra) is
/// not needed.
/// </summary>
internal sealed class Fragments(VideoBytes bytes, Box? mvex, uint track, int entry, SampleBudget budget)
{
    /// <summary>Beyond any file, and so near that adding sizes to it cannot overflow.</summary>
    public const long FarthestOffset = 1L << 60;

    private const long LatestTime = 1L << 60;

    // Where the samples of the track fragment before end.
    private long dataEnd;

    /// <summary>When the last sample has been decoded: a fragment that tells no time begins then.</summary>
    public long EndTime { get; set; }

    /// <summary>All samples of all fragments.</summary>
    public List<Sample> Samples { get; } = [];

    /// <summary>Reads a fragment.</summary>
    public void Read(in Box moof)
    {
        dataEnd = moof.Start;
        var walk = BoxWalk.Within(bytes, moof);
        while (walk.Next(out var box))
        {
            if (box.Type == BoxType.Traf)
            {
                ReadTrack(moof, box);
            }
        }
    }

    private void ReadTrack(in Box moof, in Box traf)
    {
        if (BoxWalk.Find(bytes, traf, BoxType.Tfhd) is not { } tfhd)
        {
            throw new BadVideoException("a fragment does not tell its track");
        }

        var header = FragmentHeader.Read(bytes, tfhd, mvex);
        var isOurs = header.Track == track;
        if (isOurs && BoxWalk.Find(bytes, traf, BoxType.Tfdt) is { } tfdt)
        {
            EndTime = Time(tfdt);
        }

        var start = Near(header.BaseOffset ?? (header.IsBaseMoof ? moof.Start : dataEnd));
        var at = start;
        var walk = BoxWalk.Within(bytes, traf);
        while (walk.Next(out var box))
        {
            if (box.Type != BoxType.Trun)
            {
                continue;
            }

            var run = new FragmentRun(bytes, box, header.Defaults);
            at = Near(run.Offset is { } offset ? start + offset : at);
            if (isOurs)
            {
                EndTime = run.AddTo(Samples, at, EndTime, entry != 0 && header.Entry is { } other && other != entry, budget);
            }

            at = Near(at + run.Length());
        }

        dataEnd = at;
    }

    private static long Near(long offset) => offset is >= 0 and <= FarthestOffset
        ? offset
        : throw new BadVideoException("a fragment points beyond any file");

    private long Time(in Box tfdt)
    {
        var isLong = BoxTable.UInt32(bytes, tfdt, 0) >> 24 == 1;
        var time = isLong ? BinaryPrimitives.ReadUInt64BigEndian(BoxTable.Span(bytes, tfdt, 4, 8)) : BoxTable.UInt32(bytes, tfdt, 4);
        return time <= LatestTime ? (long)time : throw new BadVideoException("a fragment has an illegal time");
    }
}
