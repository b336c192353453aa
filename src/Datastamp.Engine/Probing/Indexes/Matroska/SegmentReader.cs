namespace Datastamp.Probing.Indexes.Matroska;

/// <summary>Goes through a Segment from its beginning to its end, jumping over what frames consist of.</summary>
internal sealed class SegmentReader(VideoBytes bytes, EbmlElement segment)
{
    private const int MaxTableLength = 1 << 24;
    private const long DefaultTimestampScale = 1_000_000;

    private readonly List<MatroskaTrack> videos = [];
    private readonly FrameCountTags counts = new();
    private bool hasInfo;
    private bool hasTracks;
    private long seekHeadTracks;
    private long cutEnd;

    /// <summary>Nanoseconds a unit of time.</summary>
    public long TimestampScale { get; private set; } = DefaultTimestampScale;

    public int VideoTracks => videos.Count;

    /// <summary>The blocks of the first video track; null until the Tracks were read.</summary>
    public BlockReader? Blocks { get; private set; }

    /// <summary>What the chosen track's statistics tags claim.</summary>
    public long? TaggedFrames => Blocks is null ? null : counts.Of(Blocks.Track.Uid);

    /// <summary>
    /// Where the Segment ends. Of one with unknown size: where an element ends that the file's end cuts, and one byte behind
    /// the file's end where that lies in an element's header; else 0.
    /// </summary>
    public long DeclaredLength => segment.HasSize ? segment.End : cutEnd;

    public void Read()
    {
        for (var at = segment.Data; at < segment.End;)
        {
            if (!EbmlReader.TryRead(bytes, at, out var element))
            {
                Cut(bytes.Length + (at < bytes.Length ? 1 : 0));
                return;
            }

            if (element.Id is MatroskaId.Ebml or MatroskaId.Segment)
            {
                return;
            }

            at = element.Id == MatroskaId.Cluster ? ReadCluster(element) : ReadTable(element);
        }
    }

    private long ReadTable(EbmlElement element)
    {
        if (!element.HasSize)
        {
            throw new BadVideoException("an element other than a segment or a cluster has no size");
        }

        switch (element.Id)
        {
            case MatroskaId.Info when !hasInfo:
                RequireWhole(element);
                ReadInfo(element);
                break;
            case MatroskaId.Tracks when !hasTracks:
                RequireWhole(element);
                ReadTracks(element);
                break;
            case MatroskaId.SeekHead when !hasTracks && element.End <= bytes.Length:
                seekHeadTracks = SeekHead.Find(bytes, element, MatroskaId.Tracks) ?? seekHeadTracks;
                break;
            case MatroskaId.Tags when element.End <= bytes.Length && element.Size <= MaxTableLength:
                bytes.AddTable(element.Start, element.End - element.Start);
                counts.Read(bytes, element);
                break;
        }

        Cut(element.End);
        return element.End;
    }

    private long ReadCluster(EbmlElement cluster)
    {
        if (!hasTracks)
        {
            ReadTracksAhead(cluster.Start);
        }

        var end = new ClusterReader(bytes, Blocks!).Read(cluster, segment.End);
        Cut(end);
        return end;
    }

    private void ReadInfo(EbmlElement info)
    {
        hasInfo = true;
        foreach (var child in EbmlReader.Children(bytes, info))
        {
            if (child.Id == MatroskaId.TimestampScale)
            {
                var scale = EbmlReader.UInt(bytes, child);
                TimestampScale = scale == 0 ? DefaultTimestampScale : scale;
            }
        }

        if (TimestampScale > 3600 * DefaultTimestampScale * 1000)
        {
            throw new BadVideoException("its unit of time is longer than an hour");
        }

        if (Blocks is not null)
        {
            Blocks.TimestampScale = TimestampScale;
        }
    }

    private void ReadTracks(EbmlElement tracks)
    {
        hasTracks = true;
        foreach (var child in EbmlReader.Children(bytes, tracks))
        {
            if (child.Id == MatroskaId.TrackEntry && MatroskaTrack.Read(bytes, child) is { IsVideo: true } track)
            {
                videos.Add(track);
            }
        }

        if (videos.Count == 0)
        {
            throw new NoVideoStreamException();
        }

        // The first, whether or not it is flagged as enabled: it is the one that FFmpeg calls the first.
        Blocks = new BlockReader(bytes, videos[0]) { TimestampScale = TimestampScale };
    }

    /// <summary>Tracks may stand behind the Clusters if a SeekHead before them says where (RFC 9559, section 6.2).</summary>
    private void ReadTracksAhead(long cluster)
    {
        var at = seekHeadTracks > 0 && seekHeadTracks < bytes.Length ? segment.Data + seekHeadTracks : 0;
        if (at <= cluster || !EbmlReader.TryRead(bytes, at, out var tracks) || tracks is not { Id: MatroskaId.Tracks, HasSize: true })
        {
            throw new BadVideoException("it has no tracks before its first cluster");
        }

        RequireWhole(tracks);
        ReadTracks(tracks);
    }

    private void RequireWhole(EbmlElement element)
    {
        if (element.Size > MaxTableLength)
        {
            throw new BadVideoException("its header is too long");
        }

        if (element.End > bytes.Length)
        {
            throw new BadVideoException("it ends within its header");
        }

        bytes.AddTable(element.Start, element.End - element.Start);
    }

    private void Cut(long end)
    {
        if (end > bytes.Length && end != long.MaxValue)
        {
            cutEnd = Math.Max(cutEnd, end);
        }
    }
}
