namespace Datastamp.Probing.Indexes.Avi;

/// <summary>The chunks of <c>movi</c> lists, one after the other, for files without a whole index.</summary>
internal static class MovieWalk
{
    /// <summary>The frames of a stream.</summary>
    /// <param name="bytes">The file, whose identity takes the chunks' headers.</param>
    /// <param name="movies">The lists.</param>
    /// <param name="stream">The stream.</param>
    public static AviFrames Read(VideoBytes bytes, IEnumerable<RiffChunk> movies, AviStream stream)
    {
        var frames = new AviFrames(stream.Start);
        foreach (var chunk in movies.SelectMany(movie => Chunks(bytes, movie)))
        {
            if (RiffId.Stream(chunk.Id) == stream.Number && RiffId.IsFrame(chunk.Id))
            {
                bytes.AddTable(chunk.Start, RiffChunk.HeaderLength);
                frames.Add(chunk.Data, chunk.Size, frames.All.Count == 0 || CodedFrame.IsKey(bytes, stream.Codec, chunk.Data, chunk.Size));
            }
        }

        return frames;
    }

    /// <summary>The first chunk of any stream.</summary>
    public static RiffChunk? FirstChunk(VideoBytes bytes, RiffChunk movie)
    {
        foreach (var chunk in Chunks(bytes, movie))
        {
            if (RiffId.Stream(chunk.Id) >= 0)
            {
                return chunk;
            }
        }

        return null;
    }

    /// <summary>
    /// A list's chunks, and those of the <c>rec </c> lists in it, up to the list's end, the file's end, or the first chunk that
    /// belongs behind a list whose size is not known.
    /// </summary>
    private static IEnumerable<RiffChunk> Chunks(VideoBytes bytes, RiffChunk movie)
    {
        var end = movie.HasListSize ? movie.End : long.MaxValue;
        for (var at = movie.Data + sizeof(uint); at < end && RiffReader.TryRead(bytes, at, out var chunk);)
        {
            if (!movie.HasListSize && chunk.Id is RiffId.OldIndex or RiffId.Riff)
            {
                yield break;
            }

            // A list's chunks simply follow its type, so that entering it needs no memory of where it ends.
            if (chunk.Id == RiffId.List)
            {
                at = RiffReader.ListType(bytes, chunk) == RiffId.Record ? chunk.Data + sizeof(uint) : chunk.Next;
                continue;
            }

            if (chunk.End > end)
            {
                throw new BadVideoException("a chunk lies outside of its list");
            }

            yield return chunk;
            at = chunk.Next;
        }
    }
}
