using System.Buffers.Binary;
using System.Text;
using Datastamp.Probing.Indexes.Codecs;
using Datastamp.Videos;

namespace Datastamp.Probing.Indexes.Mp4;

/// <summary>What a visual sample entry of a stsd box tells (ISO/IEC 14496-12, 8.5.2 and 12.1.3).</summary>
internal sealed record SampleEntry
{
    private const int FieldsLength = 78;
    private const int LongestRecord = 1 << 12;
    private const uint Encrypted = 0x656E6376;

    /// <summary>FFmpeg's name of the codec, else the four characters of the entry.</summary>
    public required string Codec { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    /// <summary>Width of a pixel over its height by a pasp box; null where there is none.</summary>
    public Rational? SampleAspect { get; init; }

    public CodecConfiguration Configuration { get; init; }

    /// <summary>Whether all entries are of one codec, so that the samples of each can be decoded alike.</summary>
    public bool IsForAllSamples { get; init; }

    /// <summary>Reads the first entry.</summary>
    public static SampleEntry Read(VideoBytes bytes, in Box stsd)
    {
        SampleEntry? first = null;
        uint type = 0;
        var entries = 0;
        var isOneCodec = true;
        var walk = BoxWalk.Within(bytes, stsd, skip: 8);
        while (walk.Next(out var box))
        {
            entries++;
            isOneCodec &= first is null || box.Type == type;
            if (first is null)
            {
                (first, type) = (ReadEntry(bytes, box), box.Type);
            }
        }

        return (first ?? throw new BadVideoException("it does not tell its codec")) with { IsForAllSamples = entries > 1 && isOneCodec };
    }

    private static SampleEntry ReadEntry(VideoBytes bytes, in Box box)
    {
        var fields = BoxTable.Span(bytes, box, 24, 4);
        var entry = new SampleEntry
        {
            Codec = CodecName.Of(FourCharacters(box.Type)),
            Width = BinaryPrimitives.ReadUInt16BigEndian(fields),
            Height = BinaryPrimitives.ReadUInt16BigEndian(fields[2..]),
        };
        if (box.Length > FieldsLength)
        {
            var walk = BoxWalk.Within(bytes, box, FieldsLength);
            while (walk.Next(out var child))
            {
                entry = entry.With(bytes, box.Type, child);
            }
        }

        return entry.Codec == "mpeg4" && entry.Configuration.Pixels.Format is null
            ? entry with { Configuration = new(PixelFormats.Planar(1, 8)) }
            : entry;
    }

    private SampleEntry With(VideoBytes bytes, uint type, in Box box)
    {
        switch (box.Type)
        {
            case BoxType.Pasp:
                var (width, height) = (BoxTable.UInt32(bytes, box, 0), BoxTable.UInt32(bytes, box, 4));
                return width == 0 || height == 0 ? this : this with { SampleAspect = new Rational(width, height) };
            case BoxType.AvcC:
                return this with { Configuration = CodecConfiguration.Avc(Record(bytes, box)) };
            case BoxType.HvcC:
                return this with { Configuration = CodecConfiguration.Hevc(Record(bytes, box)) };
            case BoxType.Av1C:
                return this with { Configuration = CodecConfiguration.Av1(Record(bytes, box)) };
            case BoxType.VpcC:
                var record = Record(bytes, box);
                return this with { Configuration = CodecConfiguration.Vp(record.Length < 4 ? [] : record[4..]) };
            case BoxType.Esds:
                return this with { Codec = CodecName.OfObjectType(Descriptors.ObjectType(Record(bytes, box))) ?? Codec };
            case BoxType.Sinf when type == Encrypted && BoxWalk.Find(bytes, box, BoxType.Frma) is { } original:
                return this with { Codec = CodecName.Of(FourCharacters(BoxTable.UInt32(bytes, original, 0))) };
            default:
                return this;
        }
    }

    private static ReadOnlySpan<byte> Record(VideoBytes bytes, in Box box) =>
        bytes.Read(box.Content, (int)Math.Min(box.Length, LongestRecord));

    private static string FourCharacters(uint type)
    {
        Span<byte> characters = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(characters, type);
        return Encoding.Latin1.GetString(characters);
    }
}
