using System.Buffers.Binary;

namespace Datastamp.Probing.Indexes.Avi;

/// <summary>An OpenDML index (OpenDML AVI 1.02, section 3.0): an <c>indx</c> chunk, and the <c>ix##</c> chunks that it names.</summary>
internal sealed class OpenIndex(VideoBytes bytes, AviStream stream)
{
    private const int HeaderLength = 24, SuperEntryLength = 16;
    private const byte TypeSuper = 0, TypeStandard = 1;
    private const uint FlagNotKey = 0x8000_0000;

    private readonly List<RiffChunk> tables = [];

    public AviFrames Frames { get; } = new(stream.Start);

    /// <summary>The <c>ix##</c> chunks, in the index's order.</summary>
    public IReadOnlyList<RiffChunk> Tables => tables;

    /// <summary>Where the last chunk ends that the index names; files that lose whole RIFFs end before.</summary>
    public long NamedEnd { get; private set; }

    /// <summary>Reads all entries.</summary>
    /// <returns>False where they are not all in the file, not of this kind, or name chunks that overlap.</returns>
    public bool TryRead(RiffChunk index)
    {
        if (!TryHeader(index, out var header))
        {
            return false;
        }

        return header.Type switch
        {
            TypeStandard => TryStandard(index, header),
            TypeSuper => TrySuper(index, header),
            _ => false,
        };
    }

    private bool TrySuper(RiffChunk index, OpenIndexHeader header)
    {
        if (header.Words * sizeof(uint) != SuperEntryLength)
        {
            return false;
        }

        for (var i = 0L; i < header.Entries; i++)
        {
            bytes.Step();
            var at = index.Data + HeaderLength + (i * SuperEntryLength);
            var offset = at <= index.End - SuperEntryLength ? BinaryPrimitives.ReadInt64LittleEndian(bytes.Read(at, sizeof(long))) : -1;
            if (offset < 0 || offset > long.MaxValue / 2)
            {
                return false;
            }

            NamedEnd = Math.Max(NamedEnd, offset + RiffChunk.HeaderLength);
            if (!RiffReader.TryRead(bytes, offset, out var table) || !TryHeader(table, out var standard) ||
                standard.Type != TypeStandard || (tables is [.., var last] && table.Start < last.End) || !TryStandard(table, standard))
            {
                return false;
            }

            tables.Add(table);
        }

        return true;
    }

    private bool TryStandard(RiffChunk index, OpenIndexHeader header)
    {
        var stride = header.Words * sizeof(uint);
        for (var i = 0L; i < header.Entries; i++)
        {
            bytes.Step();
            var at = index.Data + HeaderLength + (i * stride);
            if (header.Words < 2 || at > index.End - stride)
            {
                return false;
            }

            var entry = bytes.Read(at, 2 * sizeof(uint));
            var offset = header.Base + BinaryPrimitives.ReadUInt32LittleEndian(entry);
            var size = BinaryPrimitives.ReadUInt32LittleEndian(entry[sizeof(uint)..]);
            var length = size & ~FlagNotKey;
            NamedEnd = Math.Max(NamedEnd, offset + length);
            if (offset > bytes.Length - length)
            {
                return false;
            }

            Frames.Add(offset, length, (size & FlagNotKey) == 0);
        }

        return true;
    }

    /// <summary>The chunk's beginning, if the file has all of the chunk.</summary>
    private bool TryHeader(RiffChunk index, out OpenIndexHeader header)
    {
        header = default;
        if (index.Size < HeaderLength || index.End > bytes.Length)
        {
            return false;
        }

        var start = bytes.Read(index.Data, HeaderLength);
        var origin = BinaryPrimitives.ReadInt64LittleEndian(start[12..]);
        header = new OpenIndexHeader(
            start[3], BinaryPrimitives.ReadUInt16LittleEndian(start), BinaryPrimitives.ReadUInt32LittleEndian(start[4..]), origin);
        return header.Type == TypeSuper || (origin >= 0 && origin <= bytes.Length && RiffId.Stream(BinaryPrimitives.ReadUInt32LittleEndian(start[8..])) == stream.Number);
    }
}
