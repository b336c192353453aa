using System.Buffers.Binary;
using Datastamp.Probing.Indexes.Codecs;

namespace Datastamp.Probing.Indexes.Matroska;

/// <summary>
/// The frames of one track's blocks (RFC 9559, section 10). Frames in a lace follow each other by the block's duration over
/// their number, else by the track's default duration. An empty block repeats the picture before it (Theora has such): it is
/// no frame, as it is no packet of FFmpeg's.
/// </summary>
internal sealed class BlockReader(VideoBytes bytes, MatroskaTrack track)
{
    private const long LongestDuration = 1L << 50;
    private const int FlagKey = 0x80, FlagInvisible = 0x08, FlagsLacing = 0x06;
    private const int MaxHeader = 8 + sizeof(short) + 1;

    private readonly string codec = MatroskaCodec.Name(track);
    private readonly List<Frame> frames = [];

    public MatroskaTrack Track => track;

    public List<Frame> Frames => frames;

    /// <summary>Nanoseconds a unit of time.</summary>
    public long TimestampScale { get; set; }

    /// <summary>Takes the frames of a block, if it is of the track. A block whose header the file's end cuts has none.</summary>
    public void Add(EbmlElement block, BlockContext context)
    {
        var available = Math.Min(bytes.Length - block.Data, block.Size);
        if (available <= 0)
        {
            return;
        }

        var header = bytes.Read(block.Data, (int)Math.Min(available, MaxHeader));
        if (EbmlReader.LengthOf(header[0]) + sizeof(short) + 1 is var length && length > header.Length)
        {
            if (length > block.Size)
            {
                throw new BadVideoException("a block is shorter than its header");
            }

            return;
        }

        if (EbmlReader.Number(header, out var numberLength) != track.Number)
        {
            return;
        }

        var time = context.Time + BinaryPrimitives.ReadInt16BigEndian(header[numberLength..]);
        var flags = header[length - 1];
        var sizes = Lacing.None;
        var payload = block.Data + length;
        if ((flags & FlagsLacing) != 0 && !Lacing.TryRead(bytes, flags & FlagsLacing, block, ref payload, out sizes))
        {
            return;
        }

        bytes.AddTable(block.Start, payload - block.Start);
        Add(block, context, time, flags, payload, sizes);
    }

    private void Add(EbmlElement block, BlockContext context, long time, byte flags, long payload, long[] sizes)
    {
        var isKey = context.IsSimple ? (flags & FlagKey) != 0 : !context.HasReference;
        var each = context.Duration is { } duration ? duration / (sizes.Length + 1) : DefaultDuration();
        for (var i = 0; i <= sizes.Length; i++)
        {
            if (frames.Count == Frame.MaxCount)
            {
                throw new BadVideoException("it has more frames than can be read");
            }

            var size = i < sizes.Length ? sizes[i] : block.End - payload;
            if (size == 0)
            {
                continue;
            }

            var isShown = (flags & FlagInvisible) == 0 && IsShown(payload, size);
            frames.Add(new Frame(payload, size, time + (i * each), each, isKey, isShown));
            payload += size;
        }
    }

    private long DefaultDuration() => (Math.Min(LongestDuration, track.DefaultDuration) + (TimestampScale / 2)) / TimestampScale;

    private bool IsShown(long offset, long size)
    {
        if (codec is not ("vp8" or "vp9") || (track.Encoding.ChangesFrames && track.Encoding.FirstByte is null) || offset >= bytes.Length)
        {
            return true;
        }

        var first = track.Encoding.FirstByte ?? bytes.Read(offset, 1)[0];
        bytes.AddTable(offset, 1);
        if (codec == "vp8")
        {
            return VpxFrame.IsVp8Shown(first);
        }

        if (VpxFrame.IsVp9Shown(first) || offset + size > bytes.Length)
        {
            return true;
        }

        bytes.AddTable(offset + size - 1, 1);
        return VpxFrame.IsVp9Superframe(bytes.Read(offset + size - 1, 1)[0]);
    }
}
