namespace Datastamp.Probing.Indexes;

/// <summary>The cheapest tier: what a container's tables say, read without touching the frames.</summary>
internal static class ContainerIndex
{
    /// <summary>Reads the tables of a file whose first bytes are those of a known container.</summary>
    /// <returns>Null for other containers.</returns>
    /// <exception cref="BadVideoException">The tables are damaged, or hold no video stream.</exception>
    public static IndexedVideo? Read(VideoBytes bytes)
    {
        if (Mp4Index.IsMp4(bytes))
        {
            return Mp4Index.Read(bytes);
        }

        if (MatroskaIndex.IsMatroska(bytes))
        {
            return MatroskaIndex.Read(bytes);
        }

        return AviIndex.IsAvi(bytes) ? AviIndex.Read(bytes) : null;
    }
}
