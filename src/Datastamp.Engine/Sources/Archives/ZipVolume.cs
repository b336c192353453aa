using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using Datastamp.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace Datastamp.Sources.Archives;

/// <summary>A zip archive on disk: its directory is read once, and members where they are.</summary>
internal sealed class ZipVolume(string path, ContainerLimits limits) : SeekableVolume(path)
{
    private const int LocalHeaderLength = 30;
    private const int Stored = 0;
    private const int Deflated = 8;
    private const int Encrypted = 1;
    private const int KindMask = 0xF000;
    private const int RegularFile = 0x8000;
    private const int Folder = 0x4000;
    private const int Link = 0xA000;

    // What the directory says of each sample, by its place.
    private IReadOnlyList<ZipEntry> entries = [];

    /// <inheritdoc/>
    public override IEnumerable<Sample> List(CancellationToken cancellation)
    {
        using (var file = File.OpenHandle(Path))
        {
            entries = ZipDirectory.Read(file, Path, limits);
        }

        for (var i = 0; i < entries.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var entry = entries[i];
            var name = MemberName.Decode(entry.Name, Path);
            var key = MemberName.ToKey(name, Path);
            var kind = entry.UnixMode & KindMask;
            if (kind is not (0 or RegularFile or Folder))
            {
                throw new DiagnosticException(Report.MemberRefused(Path, name, kind == Link ? "it is a link" : "it is a device or a pipe"));
            }

            if (key.Length > 0 && key[^1] != '/')
            {
                Check(entry, key);
                yield return new(key, entry.Length) { Place = i };
            }
        }
    }

    /// <inheritdoc/>
    public override int Read(Sample sample, ref byte[] buffer)
    {
        var entry = entries[(int)sample.Place];
        using var file = File.OpenHandle(Path);
        var header = new byte[LocalHeaderLength];
        ZipDirectory.ReadAll(file, header, entry.HeaderAt, Path);
        if (!header.AsSpan().StartsWith("PK\x03\x04"u8))
        {
            throw Damaged(sample.Key, "has no header");
        }

        var at = entry.HeaderAt + LocalHeaderLength + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(26)) + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(28));
        using var content = new FileRange(file, at, entry.CompressedLength);
        int read;
        try
        {
            read = Inflate(content, entry, ref buffer);
        }
        catch (InvalidDataException e)
        {
            throw new DiagnosticException(Report.ArchiveDamaged(Path, $"'{sample.Key}' cannot be decompressed: {e.Message}"), e);
        }

        return read == entry.Length && Crc32.HashToUInt32(buffer.AsSpan(0, read)) == entry.Crc
            ? read
            : throw Damaged(sample.Key, "is not what the directory says of it");
    }

    private static int Inflate(FileRange content, ZipEntry entry, ref byte[] buffer)
    {
        if (entry.Method == Stored)
        {
            return MemberReader.Read(content, entry.Length, ref buffer);
        }

        using var inflated = new DeflateStream(content, CompressionMode.Decompress, leaveOpen: true);
        var read = MemberReader.Read(inflated, entry.Length, ref buffer);
        return inflated.ReadByte() < 0 ? read : -1;
    }

    private void Check(ZipEntry entry, string key)
    {
        if ((entry.Flags & Encrypted) != 0)
        {
            throw new DiagnosticException(Report.MemberRefused(Path, key, "it is encrypted"));
        }

        if (entry.Method is not (Stored or Deflated))
        {
            throw new DiagnosticException(Report.MemberRefused(Path, key, FormattableString.Invariant($"it is compressed by method {entry.Method}, and only 0 (stored) and 8 (deflate) are read")));
        }

        if (entry.Method == Stored && entry.Length != entry.CompressedLength)
        {
            throw Damaged(key, "has two lengths");
        }

        if (entry.Length > limits.LongestMember
            || (entry.Length > limits.UncheckedLength && entry.Length / limits.MostExpansion > entry.CompressedLength))
        {
            throw new DiagnosticException(Report.ArchiveTooLarge(Path, FormattableString.Invariant($"'{key}' has {entry.Length} bytes, of {entry.CompressedLength} compressed ones")));
        }
    }

    private DiagnosticException Damaged(string key, string reason) => new(Report.ArchiveDamaged(Path, $"'{key}' {reason}"));

    /// <summary>A part of a file, read forwards.</summary>
    private sealed class FileRange(SafeFileHandle file, long at, long length) : ForwardStream
    {
        private long position;

        public override int Read(Span<byte> buffer)
        {
            var read = RandomAccess.Read(file, buffer[..(int)Math.Min(buffer.Length, length - position)], at + position);
            position += read;
            return read;
        }
    }
}
