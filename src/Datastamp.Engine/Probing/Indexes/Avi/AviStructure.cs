using System.Buffers.Binary;

namespace Datastamp.Probing.Indexes.Avi;

/// <summary>The lists of an AVI file: one <c>RIFF AVI </c>, and <c>RIFF AVIX</c> ones behind it in large files.</summary>
internal sealed class AviStructure
{
    private const int MaxHeaderLength = 1 << 24;

    private readonly List<AviStream> streams = [];
    private readonly List<RiffChunk> movies = [];

    /// <summary>The <c>hdrl</c> list.</summary>
    public RiffChunk? Header { get; private set; }

    /// <summary>The <c>movi</c> lists, in the file's order. Their sizes may reach beyond the file's end.</summary>
    public IReadOnlyList<RiffChunk> Movies => movies;

    /// <summary>The <c>idx1</c> chunk, which is of the first list only.</summary>
    public RiffChunk? OldIndex { get; private set; }

    public IReadOnlyList<AviStream> Streams => streams;

    /// <summary>Where the last RIFF ends by its size; 0 where it has none.</summary>
    public long DeclaredLength { get; private set; }

    public static AviStructure Read(VideoBytes bytes)
    {
        var structure = new AviStructure();
        var at = 0L;
        var end = long.MaxValue;
        while (RiffReader.TryRead(bytes, at, out var chunk))
        {
            if (chunk.Id == RiffId.Riff)
            {
                end = chunk.HasListSize ? chunk.Next : long.MaxValue;
                structure.DeclaredLength = chunk.HasListSize ? chunk.End : 0;
                at = chunk.Data + sizeof(uint);
                continue;
            }

            // What stands behind a RIFF, and is none, is not of the video.
            if (at >= end)
            {
                break;
            }

            at = structure.Add(bytes, chunk);
        }

        return structure;
    }

    private long Add(VideoBytes bytes, RiffChunk chunk)
    {
        switch (chunk.Id)
        {
            case RiffId.List when RiffReader.ListType(bytes, chunk) is var type && type == RiffId.HeaderList && Header is null:
                ReadHeader(bytes, chunk);
                break;
            case RiffId.List when RiffReader.ListType(bytes, chunk) == RiffId.Movie:
                movies.Add(chunk);
                return chunk.HasListSize ? chunk.Next : long.MaxValue;
            case RiffId.OldIndex when movies.Count == 1:
                OldIndex ??= chunk;
                break;
        }

        return chunk.Next;
    }

    private void ReadHeader(VideoBytes bytes, RiffChunk list)
    {
        if (list.End > bytes.Length)
        {
            throw new BadVideoException("it ends within its header");
        }

        if (list.Size > MaxHeaderLength)
        {
            throw new BadVideoException("its header is too long");
        }

        Header = list;
        uint microseconds = 0;
        foreach (var chunk in RiffReader.Children(bytes, list))
        {
            if (chunk.Id == RiffId.MainHeader && chunk.Size >= sizeof(uint))
            {
                microseconds = BinaryPrimitives.ReadUInt32LittleEndian(bytes.Read(chunk.Data, sizeof(uint)));
            }
            else if (chunk.Id == RiffId.List && RiffReader.ListType(bytes, chunk) == RiffId.StreamList)
            {
                streams.Add(AviStream.Read(bytes, chunk, streams.Count, microseconds));
            }
        }
    }
}
