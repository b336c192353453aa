using System.Buffers.Binary;

namespace Datastamp.Probing.Indexes.Mp4;

/// <summary>A trak box: what its headers tell, and where its tables are (ISO/IEC 14496-12, 8.3 and 8.4).</summary>
internal sealed class Track
{
    private const uint VideoHandler = 0x76696465;

    private readonly VideoBytes bytes;
    private bool hasMediaHeader;

    public Track(VideoBytes bytes, in Box trak)
    {
        this.bytes = bytes;
        var walk = BoxWalk.Within(bytes, trak);
        while (walk.Next(out var box))
        {
            switch (box.Type)
            {
                case BoxType.Tkhd:
                    ReadHeader(box);
                    break;
                case BoxType.Tref:
                    Chapters = BoxWalk.Find(bytes, box, BoxType.Chap) ?? Chapters;
                    break;
                case BoxType.Edts:
                    EditList = BoxWalk.Find(bytes, box, BoxType.Elst) ?? EditList;
                    break;
                case BoxType.Mdia:
                    ReadMedia(box);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>Its number, by which others refer to it.</summary>
    public uint Id { get; private set; }

    /// <summary>Whether its media is video.</summary>
    public bool IsVideo { get; private set; }

    /// <summary>Whether its frames are the pictures of another track's chapters.</summary>
    public bool IsChapters { get; set; }

    /// <summary>How its frames are turned.</summary>
    public DisplayMatrix Matrix { get; private set; } = DisplayMatrix.Identity;

    /// <summary>Width in pixels at which it is displayed, without fraction; 0 where not told.</summary>
    public int DisplayWidth { get; private set; }

    /// <summary>Height in pixels at which it is displayed, without fraction; 0 where not told.</summary>
    public int DisplayHeight { get; private set; }

    /// <summary>Units of its times in a second; 0 where not told.</summary>
    public uint TimeScale { get; private set; }

    /// <summary>The box that lists the tracks of its chapters.</summary>
    public Box? Chapters { get; private set; }

    /// <summary>The box of its edit list.</summary>
    public Box? EditList { get; private set; }

    /// <summary>The box of its sample tables.</summary>
    public Box? SampleTables { get; private set; }

    private void ReadHeader(in Box tkhd)
    {
        var times = BoxTable.UInt32(bytes, tkhd, 0) >> 24 == 1 ? 16 : 8;
        Id = BoxTable.UInt32(bytes, tkhd, 4 + times);
        var fields = BoxTable.Span(bytes, tkhd, times + (times / 2) + 28, DisplayMatrix.Length + 8);
        Matrix = DisplayMatrix.Read(fields);
        DisplayWidth = BinaryPrimitives.ReadUInt16BigEndian(fields[DisplayMatrix.Length..]);
        DisplayHeight = BinaryPrimitives.ReadUInt16BigEndian(fields[(DisplayMatrix.Length + 4)..]);
    }

    private void ReadMedia(in Box mdia)
    {
        var walk = BoxWalk.Within(bytes, mdia);
        while (walk.Next(out var box))
        {
            switch (box.Type)
            {
                case BoxType.Mdhd when !hasMediaHeader:
                    hasMediaHeader = true;
                    TimeScale = BoxTable.UInt32(bytes, box, BoxTable.UInt32(bytes, box, 0) >> 24 == 1 ? 20 : 12);
                    break;
                case BoxType.Hdlr:
                    IsVideo |= BoxTable.UInt32(bytes, box, 8) == VideoHandler;
                    break;
                case BoxType.Minf:
                    SampleTables = BoxWalk.Find(bytes, box, BoxType.Stbl) ?? SampleTables;
                    break;
                default:
                    break;
            }
        }
    }
}
