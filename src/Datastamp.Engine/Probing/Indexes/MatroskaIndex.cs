using System.Buffers.Binary;
using Datastamp.Probing.Indexes.Codecs;
using Datastamp.Probing.Indexes.Matroska;
using Datastamp.Videos;

namespace Datastamp.Probing.Indexes;

/// <summary>
/// Matroska and WebM (RFC 9559): every block's header of the first video track. Cues are not used, as they name only
/// some of the frames.
/// </summary>
/// <remarks>
/// Where counts differ from FFmpeg's: <see cref="IndexedVideo.Frames"/> are FFmpeg's packets, except that a packet that the
/// file's end cuts is one of them, which FFmpeg leaves out; shown frames are those that FFmpeg decodes, except that it shows
/// frames with the invisible flag, which it ignores. Rates of which FFmpeg gives an approximation are exact (see
/// <see cref="NominalRate"/>), and so are sample aspect ratios.
/// </remarks>
internal static class MatroskaIndex
{
    private const long NanosecondsASecond = 1_000_000_000;

    public static bool IsMatroska(VideoBytes bytes) =>
        bytes.TryPeek(0, sizeof(uint), out var magic) && BinaryPrimitives.ReadUInt32BigEndian(magic) == MatroskaId.Ebml;

    /// <summary>Reads the headers of a file that begins as EBML does.</summary>
    /// <exception cref="BadVideoException">It is damaged, or holds no video track.</exception>
    public static IndexedVideo Read(VideoBytes bytes)
    {
        if (!EbmlReader.TryRead(bytes, 0, out var header) || header.End > bytes.Length)
        {
            throw new BadVideoException("it ends within its header");
        }

        var container = Container(bytes, header);
        var segment = new SegmentReader(bytes, FindSegment(bytes, header.End));
        segment.Read();
        var blocks = segment.Blocks ?? throw new BadVideoException("it has no tracks");
        var track = blocks.Track;
        return new IndexedVideo
        {
            Container = container,
            Codec = MatroskaCodec.Name(track),
            VideoStreams = segment.VideoTracks,
            Width = Size(track.Picture.Width),
            Height = Size(track.Picture.Height),
            SampleAspect = track.Picture.SampleAspect,
            Rotation = track.Picture.Rotation,
            Pixels = Pixels(bytes, blocks),
            TimeBase = new Rational(segment.TimestampScale, NanosecondsASecond),
            DeclaredRate = NominalRate.Of(track.DefaultDuration),
            HeaderFrames = segment.TaggedFrames,
            DeclaredLength = segment.DeclaredLength,
            NalLengthSize = MatroskaCodec.Configuration(track).NalLengthSize,
            Frames = LeadingFrames.Hide(blocks.Frames),
        };
    }

    private static string Container(VideoBytes bytes, EbmlElement header)
    {
        foreach (var child in EbmlReader.Children(bytes, header))
        {
            if (child.Id == MatroskaId.DocType)
            {
                return EbmlReader.Text(bytes, child) switch
                {
                    "webm" => "webm",
                    "matroska" => "matroska",
                    _ => throw new BadVideoException("it is EBML, but not Matroska"),
                };
            }
        }

        return "matroska";
    }

    private static EbmlElement FindSegment(VideoBytes bytes, long at)
    {
        while (EbmlReader.TryRead(bytes, at, out var element))
        {
            if (element.Id == MatroskaId.Segment)
            {
                return element;
            }

            at = element.End;
        }

        throw new BadVideoException("it has no segment");
    }

    private static int Size(long length) =>
        length is > 0 and <= int.MaxValue ? (int)length : throw new BadVideoException("it has no valid picture size");

    private static PixelLayout Pixels(VideoBytes bytes, BlockReader blocks)
    {
        var told = MatroskaCodec.Configuration(blocks.Track).Pixels;
        if (told.BitDepth is not null || blocks.Frames is not [{ IsKey: true } first, ..] || blocks.Track.Encoding.ChangesFrames ||
            MatroskaCodec.Name(blocks.Track) != "vp9" || first.Offset > bytes.Length - VpxFrame.Vp9HeaderLength)
        {
            return told;
        }

        return VpxFrame.Vp9Pixels(bytes.Read(first.Offset, VpxFrame.Vp9HeaderLength));
    }
}
