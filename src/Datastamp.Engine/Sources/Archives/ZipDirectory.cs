using System.Buffers.Binary;
using Datastamp.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace Datastamp.Sources.Archives;

/// <summary>
/// The directory at the end of a zip archive:
/// <see href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE 6.3, sections 4.3.12 to 4.3.16</see>.
/// Read here, and not by .NET, so that many threads read members of one archive, and members that overlap are seen.
/// </summary>
internal static class ZipDirectory
{
    private const int EndLength = 22;
    private const int LongestComment = ushort.MaxValue;
    private const int Zip64LocatorLength = 20;
    private const int Zip64EndLength = 56;
    private const int LocalHeaderLength = 30;

    /// <summary>The archive's entries, in the directory's order.</summary>
    /// <exception cref="DiagnosticException">DS0113, DS0117.</exception>
    public static IReadOnlyList<ZipEntry> Read(SafeFileHandle file, string path, ContainerLimits limits)
    {
        var (at, length, count) = Locate(file, path);
        if (count > limits.MostMembers)
        {
            throw new DiagnosticException(Report.ArchiveTooLarge(path, FormattableString.Invariant($"it has more than {limits.MostMembers} members")));
        }

        if (at < 0 || length < 0 || count < 0 || at > RandomAccess.GetLength(file) - length || length > Array.MaxLength || count > length / ZipEntry.RecordLength)
        {
            throw Damaged(path, "its directory does not lie within it");
        }

        var bytes = new byte[length];
        ReadAll(file, bytes, at, path);
        ReadOnlySpan<byte> directory = bytes;
        var entries = new List<ZipEntry>((int)count);
        while (entries.Count < count)
        {
            entries.Add(ZipEntry.Read(ref directory) ?? throw Damaged(path, "its directory is damaged"));
        }

        RefuseOverlaps(entries, at, path);
        return entries;
    }

    /// <summary>Reads exactly as many bytes as there is room for.</summary>
    /// <exception cref="DiagnosticException">DS0113: the archive is shorter.</exception>
    public static void ReadAll(SafeFileHandle file, Span<byte> buffer, long at, string path)
    {
        while (!buffer.IsEmpty)
        {
            var read = RandomAccess.Read(file, buffer, at);
            if (read == 0)
            {
                throw Damaged(path, "it is cut off");
            }

            buffer = buffer[read..];
            at += read;
        }
    }

    /// <summary>Members that share bytes are how a few megabytes become petabytes.</summary>
    private static void RefuseOverlaps(List<ZipEntry> entries, long end, string path)
    {
        var last = 0L;
        foreach (var entry in entries.OrderBy(entry => entry.HeaderAt))
        {
            if (entry.HeaderAt < last)
            {
                throw Damaged(path, "members overlap");
            }

            last = entry.HeaderAt + LocalHeaderLength + entry.Name.Length + entry.CompressedLength;
            if (last < 0 || last > end)
            {
                throw Damaged(path, "a member does not lie within it");
            }
        }
    }

    private static (long At, long Length, long Count) Locate(SafeFileHandle file, string path)
    {
        var fileLength = RandomAccess.GetLength(file);
        var tail = new byte[Math.Min(fileLength, EndLength + LongestComment)];
        ReadAll(file, tail, fileLength - tail.Length, path);
        for (var i = tail.Length - EndLength; i >= 0; i--)
        {
            var end = tail.AsSpan(i);
            if (!end.StartsWith("PK\x05\x06"u8) || BinaryPrimitives.ReadUInt16LittleEndian(end[20..]) != end.Length - EndLength)
            {
                continue;
            }

            var count = BinaryPrimitives.ReadUInt16LittleEndian(end[10..]);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(end[12..]);
            var at = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
            if (BinaryPrimitives.ReadUInt16LittleEndian(end[4..]) is not (0 or ushort.MaxValue))
            {
                throw Damaged(path, "it is one of several parts");
            }

            return count == ushort.MaxValue || length == uint.MaxValue || at == uint.MaxValue
                ? LocateZip64(file, fileLength - tail.Length + i, path) ?? (at, length, count)
                : (at, length, count);
        }

        throw Damaged(path, "it has no directory at its end: it is cut off, or no zip archive");
    }

    private static (long At, long Length, long Count)? LocateZip64(SafeFileHandle file, long end, string path)
    {
        var locator = new byte[Zip64LocatorLength];
        if (end < locator.Length)
        {
            return null;
        }

        ReadAll(file, locator, end - locator.Length, path);
        if (!locator.AsSpan().StartsWith("PK\x06\x07"u8))
        {
            return null;
        }

        var at = BinaryPrimitives.ReadInt64LittleEndian(locator.AsSpan(8));
        var record = new byte[Zip64EndLength];
        if (at < 0 || at > end - record.Length)
        {
            throw Damaged(path, "its directory does not lie within it");
        }

        ReadAll(file, record, at, path);
        return record.AsSpan().StartsWith("PK\x06\x06"u8)
            ? (BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(48)), BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(40)), BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(32)))
            : throw Damaged(path, "its directory is damaged");
    }

    private static DiagnosticException Damaged(string path, string reason) => new(Report.ArchiveDamaged(path, reason));
}
