using static Datastamp.Probing.Indexes.Boxes;

namespace Datastamp.Probing.Indexes;

/// <summary>
/// An MP4 file of a few bytes, built box by box: 20 bytes of ftyp, mdat, moov. Unless something else is set, it has six frames of
/// 10, 11, … 15 bytes from byte 28 on, of which the first and the fourth are key frames, at times 0, 10, … 50 of 100 a second.
/// </summary>
internal sealed record TinyMp4
{
    public const uint FirstOffset = 28;

    public byte[] Ftyp { get; init; } = Box("ftyp", Text("isom"), UInt32(512), Text("mp42"));

    public byte[] Mdat { get; init; } = Box("mdat", Zeros(75));

    public byte[] Mvhd { get; init; } = FullBox("mvhd", 0, Zeros(8), UInt32(1000, 0), Zeros(16), Matrix(1, 0, 0, 1), Zeros(28));

    public byte[] Tkhd { get; init; } = Header(1);

    public byte[] Mdhd { get; init; } = FullBox("mdhd", 0, Zeros(8), UInt32(100, 60, 0));

    public byte[] Hdlr { get; init; } = Handler("vide");

    public byte[] Edts { get; init; } = [];

    public byte[] Tref { get; init; } = [];

    public byte[] Stsd { get; init; } = Descriptions(Entry("avc1"));

    public byte[] Stsz { get; init; } = FullBox("stsz", 0, UInt32(0, 6, 10, 11, 12, 13, 14, 15));

    public byte[] Stts { get; init; } = Table("stts", 2, 6, 10);

    public byte[] Ctts { get; init; } = [];

    public byte[] Stsc { get; init; } = Table("stsc", 3, 1, 6, 1);

    public byte[] Stco { get; init; } = Table("stco", 1, FirstOffset);

    public byte[] Stss { get; init; } = Table("stss", 1, 1, 4);

    /// <summary>Boxes before and after this track's, within moov.</summary>
    public byte[] Before { get; init; } = [];

    public byte[] After { get; init; } = [];

    /// <summary>Boxes behind moov.</summary>
    public byte[] Behind { get; init; } = [];

    public byte[] Trak => Box("trak", Tkhd, Edts, Tref, Box("mdia", Mdhd, Hdlr, Box("minf", Box("stbl", Stsd, Stsz, Stts, Ctts, Stsc, Stco, Stss))));

    public byte[] Moov => Box("moov", Mvhd, Before, Trak, After);

    public byte[] Bytes => Join(Ftyp, Mdat, Moov, Behind);

    public static byte[] Matrix(int a, int b, int c, int d) => UInt32((uint)(a << 16), (uint)(b << 16), 0, (uint)(c << 16), (uint)(d << 16), 0, 0, 0, 1 << 30);

    public static byte[] Header(uint id, byte[]? matrix = null, uint width = 64, uint height = 48) =>
        FullBox("tkhd", 3, Zeros(8), UInt32(id), Zeros(24), matrix ?? Matrix(1, 0, 0, 1), UInt32(width << 16, height << 16));

    public static byte[] Handler(string kind) => FullBox("hdlr", 0, Zeros(4), Text(kind), Zeros(13));

    public static byte[] Descriptions(params byte[][] entries) => FullBox("stsd", 0, [UInt32((uint)entries.Length), .. entries]);

    public static byte[] Entry(string type, params byte[][] boxes) =>
        Box(type, [Zeros(6), UInt16(1), Zeros(16), UInt16(64, 48), Zeros(46), UInt16(24, 0xFFFF), .. boxes]);

    /// <summary>An edit list of version 0: durations in milliseconds and media times.</summary>
    public static byte[] Edits(params (uint Duration, int MediaTime)[] edits) => Box("edts", FullBox(
        "elst", 0, [UInt32((uint)edits.Length), .. edits.Select(edit => UInt32(edit.Duration, (uint)edit.MediaTime, 0x1_0000))]));

    /// <summary>Without samples of its own, as fragmented files begin.</summary>
    public TinyMp4 Empty(params uint[] trex) => this with
    {
        Stsz = FullBox("stsz", 0, UInt32(0, 0)),
        Stts = Table("stts", 2),
        Stsc = Table("stsc", 3),
        Stco = Table("stco", 1),
        Stss = [],
        After = Box("mvex", FullBox("trex", 0, UInt32(trex))),
    };
}
