using System.Buffers.Binary;
using Datastamp.Diagnostics;

namespace Datastamp.Sources.Archives;

/// <summary>One 512-byte block before a member of a tar archive: <see href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html">POSIX pax, ustar interchange format</see>.</summary>
internal readonly ref struct TarHeader
{
    /// <summary>Bytes of a block.</summary>
    public const int BlockLength = 512;

    private const int NameLength = 100;
    private const int SizeAt = 124;
    private const int ChecksumAt = 148;
    private const int NumberLength = 12;
    private const int ChecksumLength = 8;
    private const int TypeAt = 156;
    private const int MagicAt = 257;
    private const int PrefixAt = 345;
    private const int PrefixLength = 155;

    private readonly ReadOnlySpan<byte> block;
    private readonly string archive;

    /// <exception cref="DiagnosticException">DS0113: the block is no header.</exception>
    public TarHeader(ReadOnlySpan<byte> block, string archive)
    {
        this.block = block;
        this.archive = archive;
        var sum = 0;
        for (var i = 0; i < BlockLength; i++)
        {
            sum += i is >= ChecksumAt and < ChecksumAt + ChecksumLength ? ' ' : block[i];
        }

        if (Number(block.Slice(ChecksumAt, ChecksumLength)) != sum)
        {
            throw Damaged("a header's checksum does not fit");
        }

        Size = Number(block.Slice(SizeAt, NumberLength));
    }

    /// <summary>The member's length in bytes.</summary>
    public long Size { get; }

    /// <summary>What the member is.</summary>
    public char Type => (char)block[TypeAt];

    /// <summary>The name as bytes, where no longer one stands before it.</summary>
    public byte[] Name
    {
        get
        {
            var name = Text(block[..NameLength]);
            var prefix = block.Slice(MagicAt, 6).SequenceEqual("ustar\0"u8) ? Text(block.Slice(PrefixAt, PrefixLength)) : [];
            return prefix.IsEmpty ? name.ToArray() : [.. prefix, (byte)'/', .. name];
        }
    }

    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> field) => field.IndexOf((byte)0) is >= 0 and var end ? field[..end] : field;

    private long Number(ReadOnlySpan<byte> field)
    {
        // GNU's way to write numbers that have too many octal digits.
        if ((field[0] & 0x80) != 0)
        {
            var number = field.Length == NumberLength && field[0] == 0x80 && field[1..4].IndexOfAnyExcept((byte)0) < 0 ? BinaryPrimitives.ReadInt64BigEndian(field[4..]) : -1;
            return number >= 0 ? number : throw Damaged("a header has a number that cannot be");
        }

        var value = 0L;
        foreach (var digit in field.Trim(" \0"u8))
        {
            value = digit is >= (byte)'0' and <= (byte)'7' ? (value << 3) + digit - '0' : throw Damaged("a header has a number that is none");
        }

        return value;
    }

    private DiagnosticException Damaged(string reason) => new(Report.ArchiveDamaged(archive, reason));
}
