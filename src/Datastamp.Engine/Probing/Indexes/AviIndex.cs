using Datastamp.Probing.Indexes.Avi;
using Datastamp.Probing.Indexes.Codecs;
using Datastamp.Videos;

namespace Datastamp.Probing.Indexes;

/// <summary>
/// AVI and OpenDML AVI: the frames of the first video stream, by the OpenDML index, else by <c>idx1</c>, else by the chunks
/// themselves. An index counts only if the file has all that it names.
/// </summary>
/// <remarks>
/// AVI has no presentation times: a frame's time is its place in decoding order, so that with B-frames FFmpeg may give a
/// later start. Empty chunks take time but are no frames. Two frames in one chunk ("packed bitstream") have an empty or
/// not-coded one behind them, so that the chunks are as many as the frames that FFmpeg decodes. Key frames are those of the
/// index; FFmpeg also looks into the frames of some codecs.
/// </remarks>
internal static class AviIndex
{
    private const int TypeAt = 8;

    public static bool IsAvi(VideoBytes bytes) =>
        bytes.TryPeek(0, TypeAt + sizeof(uint), out var start) && start[..4].SequenceEqual("RIFF"u8) && start[TypeAt..].SequenceEqual("AVI "u8);

    /// <summary>Reads the lists and indexes of a file that begins as AVI does.</summary>
    /// <exception cref="BadVideoException">They are damaged, or there is no video stream.</exception>
    public static IndexedVideo Read(VideoBytes bytes)
    {
        var structure = AviStructure.Read(bytes);
        var header = structure.Header ?? throw new BadVideoException("it has no header list");
        var stream = structure.Streams.FirstOrDefault(stream => stream.IsVideo) ?? throw new NoVideoStreamException();
        if (structure.Movies.Count == 0)
        {
            throw new BadVideoException("it has no list of frames");
        }

        bytes.AddTable(header.Start, header.Next - header.Start);
        var frames = Frames(bytes, structure, stream, out var namedEnd);
        var rate = new Rational(stream.Rate, stream.Scale);
        return new IndexedVideo
        {
            Container = "avi",
            Codec = stream.Codec,
            VideoStreams = structure.Streams.Count(each => each.IsVideo),
            Width = Size(stream.Width),
            Height = Size(stream.Height),
            SampleAspect = stream.SampleAspect,
            Pixels = CodecConfiguration.Fixed(stream.Codec).Pixels,
            TimeBase = new Rational(rate.Denominator, rate.Numerator),
            DeclaredRate = rate,
            HeaderFrames = stream.Length,
            DeclaredLength = structure.DeclaredLength == 0 ? 0 : Math.Max(structure.DeclaredLength, namedEnd),
            NalLengthSize = stream.NalLengthSize,
            Frames = frames.All,
        };
    }

    /// <summary>The frames, and into the identity the tables that name them.</summary>
    private static AviFrames Frames(VideoBytes bytes, AviStructure structure, AviStream stream, out long namedEnd)
    {
        namedEnd = 0;
        if (stream.OpenIndex is { } indexes)
        {
            var open = new OpenIndex(bytes, stream);
            var isWhole = open.TryRead(indexes);
            namedEnd = open.NamedEnd;
            if (isWhole && open.Frames.All.Count > 0)
            {
                AddTables(bytes, structure.OldIndex is { } old ? open.Tables.Append(old) : open.Tables);
                return open.Frames;
            }
        }

        if (structure is { OldIndex: { } index, Movies.Count: 1 } && OldIndex.Read(bytes, index, structure.Movies[0], stream) is { } frames)
        {
            AddTables(bytes, [index]);
            return frames;
        }

        return MovieWalk.Read(bytes, structure.Movies, stream);
    }

    private static void AddTables(VideoBytes bytes, IEnumerable<RiffChunk> tables)
    {
        foreach (var table in tables.OrderBy(table => table.Start))
        {
            bytes.AddTable(table.Start, table.Next - table.Start);
        }
    }

    private static int Size(long length) =>
        length is > 0 and <= int.MaxValue ? (int)length : throw new BadVideoException("it has no valid picture size");
}
