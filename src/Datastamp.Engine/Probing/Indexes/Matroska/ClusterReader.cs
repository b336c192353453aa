namespace Datastamp.Probing.Indexes.Matroska;

/// <summary>The blocks of one Cluster (RFC 9559, section 5.1.3).</summary>
internal sealed class ClusterReader(VideoBytes bytes, BlockReader blocks)
{
    // Far beyond any clock, and far enough from the type's limits for sums.
    private const long LatestTime = 1L << 60;

    private long time;

    /// <summary>Reads what the file has of it.</summary>
    /// <param name="cluster">Its header.</param>
    /// <param name="limit">Where the Segment ends.</param>
    /// <returns>Where it ends: behind the file's end if that cuts an element.</returns>
    public long Read(EbmlElement cluster, long limit)
    {
        var end = cluster.HasSize ? cluster.End : limit;
        for (var at = cluster.Data; at < end;)
        {
            if (!EbmlReader.TryRead(bytes, at, out var child))
            {
                // Nothing is cut where a Cluster of unknown size ends with the file.
                return cluster.HasSize ? cluster.End : Math.Max(at, bytes.Length) + (at < bytes.Length ? 1 : 0);
            }

            if (!cluster.HasSize && MatroskaId.IsTopLevel(child.Id))
            {
                return at;
            }

            if (!child.HasSize || child.End > end)
            {
                throw new BadVideoException("a block lies outside of its cluster");
            }

            Read(child);
            at = child.End;
        }

        return end;
    }

    private void Read(EbmlElement child)
    {
        switch (child.Id)
        {
            case MatroskaId.Timestamp when child.End <= bytes.Length:
                time = EbmlReader.UInt(bytes, child);
                bytes.AddTable(child.Start, child.End - child.Start);
                if (time > LatestTime)
                {
                    throw new BadVideoException("a cluster's time is absurd");
                }

                break;
            case MatroskaId.SimpleBlock:
                blocks.Add(child, new BlockContext(time, IsSimple: true));
                break;
            case MatroskaId.BlockGroup:
                ReadGroup(child);
                break;
        }
    }

    private void ReadGroup(EbmlElement group)
    {
        EbmlElement? block = null;
        var context = new BlockContext(time, IsSimple: false);
        for (var at = group.Data; at < group.End && EbmlReader.TryRead(bytes, at, out var child); at = child.End)
        {
            if (child.End > group.End)
            {
                throw new BadVideoException("an element lies outside of the one that holds it");
            }

            switch (child.Id)
            {
                case MatroskaId.Block:
                    block = child;
                    break;
                case MatroskaId.ReferenceBlock:
                    bytes.AddTable(child.Start, child.Data - child.Start);
                    context = context with { HasReference = true };
                    break;
                case MatroskaId.BlockDuration when child.End <= bytes.Length:
                    bytes.AddTable(child.Start, child.End - child.Start);
                    context = context with { Duration = Math.Min(LatestTime, EbmlReader.UInt(bytes, child)) };
                    break;
            }
        }

        if (block is { } found)
        {
            blocks.Add(found, context);
        }
    }
}
