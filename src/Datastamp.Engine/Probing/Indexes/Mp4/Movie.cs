using System.Buffers.Binary;

namespace Datastamp.Probing.Indexes.Mp4;

/// <summary>A moov box: its header and its tracks (ISO/IEC 14496-12, 8.2).</summary>
internal sealed class Movie
{
    private const int MaxTracks = 1 << 10;

    private readonly VideoBytes bytes;
    private readonly List<Track> tracks = [];

    public Movie(VideoBytes bytes, in Box moov)
    {
        this.bytes = bytes;
        var walk = BoxWalk.Within(bytes, moov);
        while (walk.Next(out var box))
        {
            switch (box.Type)
            {
                case BoxType.Mvhd:
                    ReadHeader(box);
                    break;
                case BoxType.Mvex:
                    Extension = box;
                    break;
                case BoxType.Trak when tracks.Count < MaxTracks:
                    tracks.Add(new Track(bytes, box));
                    break;
                case BoxType.Trak:
                    throw new BadVideoException("it has more tracks than can be read");
                default:
                    break;
            }
        }

        foreach (var track in tracks)
        {
            MarkChapters(track);
        }
    }

    /// <summary>The tracks of video that is not a list of chapters' pictures, in the file's order.</summary>
    public IReadOnlyList<Track> Videos => tracks.FindAll(track => track.IsVideo && !track.IsChapters);

    /// <summary>Units of its times in a second; 0 where not told.</summary>
    public uint TimeScale { get; private set; }

    /// <summary>How all tracks are turned.</summary>
    public DisplayMatrix Matrix { get; private set; } = DisplayMatrix.Identity;

    /// <summary>The box that announces fragments (mvex).</summary>
    public Box? Extension { get; private set; }

    private void ReadHeader(in Box mvhd)
    {
        var times = BoxTable.UInt32(bytes, mvhd, 0) >> 24 == 1 ? 16 : 8;
        TimeScale = BoxTable.UInt32(bytes, mvhd, 4 + times);
        Matrix = DisplayMatrix.Read(BoxTable.Span(bytes, mvhd, times + (times / 2) + 24, DisplayMatrix.Length));
    }

    private void MarkChapters(Track track)
    {
        if (track.Chapters is not { } chapters)
        {
            return;
        }

        var entries = new BoxTable(bytes, chapters, 0, 4, chapters.Length / 4);
        while (entries.Next(out var entry))
        {
            var id = BinaryPrimitives.ReadUInt32BigEndian(entry);
            foreach (var other in tracks)
            {
                bytes.Step();
                other.IsChapters |= other.Id == id && other != track;
            }
        }
    }
}
