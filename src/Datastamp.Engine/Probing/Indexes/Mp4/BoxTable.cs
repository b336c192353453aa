using System.Buffers.Binary;

namespace Datastamp.Probing.Indexes.Mp4;

/// <summary>The entries of a table in a box, read a block at a time: their number is bounded by the bytes of the box.</summary>
internal ref struct BoxTable
{
    private const int BlockLength = 1 << 14;

    private readonly VideoBytes bytes;
    private readonly int size;
    private long at;
    private long left;
    private int inBlock;
    private ReadOnlySpan<byte> block;

    /// <param name="bytes">The file.</param>
    /// <param name="box">The box that holds the table.</param>
    /// <param name="skip">Bytes of the box before the first entry.</param>
    /// <param name="size">Bytes of an entry.</param>
    /// <param name="count">How many the box says it holds.</param>
    /// <exception cref="BadVideoException">It cannot hold as many.</exception>
    public BoxTable(VideoBytes bytes, in Box box, int skip, int size, long count)
    {
        if (count < 0 || count > Math.Max(0, box.Length - skip) / size)
        {
            throw new BadVideoException("a table ends before its last entry");
        }

        (this.bytes, this.size, at, left) = (bytes, size, box.Content + skip, count);
        Count = count;
    }

    /// <summary>Number of all entries.</summary>
    public long Count { get; }

    /// <summary>Reads a table of a full box (version and flags first) that tells the number of its entries next.</summary>
    public static BoxTable Counted(VideoBytes bytes, in Box box, int size) =>
        new(bytes, box, 8, size, UInt32(bytes, box, 4));

    /// <summary>The number at some place within a box.</summary>
    /// <exception cref="BadVideoException">The box ends before.</exception>
    public static uint UInt32(VideoBytes bytes, in Box box, int offset) => BinaryPrimitives.ReadUInt32BigEndian(Span(bytes, box, offset, sizeof(uint)));

    /// <summary>Bytes at some place within a box.</summary>
    /// <exception cref="BadVideoException">The box ends before.</exception>
    public static ReadOnlySpan<byte> Span(VideoBytes bytes, in Box box, int offset, int count) => offset > box.Length - count
        ? throw new BadVideoException("a box is shorter than what it holds")
        : bytes.Read(box.Content + offset, count);

    /// <summary>The next entry. Valid until anything else is read.</summary>
    public bool Next(out ReadOnlySpan<byte> entry)
    {
        if (inBlock == 0)
        {
            if (left == 0)
            {
                entry = default;
                return false;
            }

            inBlock = (int)Math.Min(left, BlockLength / size);
            bytes.Step(inBlock);
            block = bytes.Read(at, inBlock * size);
            at += block.Length;
            left -= inBlock;
        }

        inBlock--;
        entry = block[..size];
        block = block[size..];
        return true;
    }
}
