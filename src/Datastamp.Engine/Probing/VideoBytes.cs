using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Datastamp.Probing;

/// <summary>
/// A video file's bytes for those who read tables in it: bounded, buffered, and counted. The first and last 64 KiB are read
/// once and kept; elsewhere one window moves along, and grows while reading goes straight on.
/// </summary>
internal sealed class VideoBytes : IDisposable
{
    /// <summary>The most bytes that one call gives.</summary>
    public const int MaxRead = 1 << 16;

    private const int EdgeLength = 1 << 16;
    private const int SmallestWindow = 1 << 12;
    private const int LargestWindow = 1 << 20;
    private const int MaxSteps = 1 << 25;

    private readonly SafeFileHandle file;
    private readonly IncrementalHash tables = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] head;
    private readonly byte[] tail;
    private byte[] window = [];
    private long windowStart;
    private int windowCount;
    private int steps;

    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public VideoBytes(string path)
    {
        file = File.OpenHandle(path);
        Length = RandomAccess.GetLength(file);
        head = new byte[Math.Min(Length, EdgeLength)];
        Fill(head, 0, head.Length);
        tail = new byte[Math.Min(Length - head.Length, EdgeLength)];
        Fill(tail, Length - tail.Length, tail.Length);
    }

    public long Length { get; }

    /// <summary>Bytes of the file. Valid until the next call.</summary>
    /// <param name="offset">Where they begin.</param>
    /// <param name="count">How many, at most <see cref="MaxRead"/>.</param>
    /// <exception cref="BadVideoException">They lie outside of the file.</exception>
    public ReadOnlySpan<byte> Read(long offset, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxRead);
        if (offset < 0 || count < 0 || offset > Length - count)
        {
            throw new BadVideoException("a table lies outside of the file");
        }

        if (TryPeek(offset, count, out var bytes))
        {
            return bytes;
        }

        if (offset < windowStart || offset + count > windowStart + windowCount)
        {
            Move(offset, count);
        }

        return window.AsSpan((int)(offset - windowStart), count);
    }

    /// <summary>Bytes of the first or last 64 KiB, which cost no reading.</summary>
    /// <returns>Whether they all lie there.</returns>
    public bool TryPeek(long offset, int count, out ReadOnlySpan<byte> bytes)
    {
        if (offset >= 0 && offset <= head.Length - count)
        {
            bytes = head.AsSpan((int)offset, count);
            return true;
        }

        var behind = offset - (Length - tail.Length);
        if (behind >= 0 && behind <= tail.Length - count)
        {
            bytes = tail.AsSpan((int)behind, count);
            return true;
        }

        bytes = default;
        return false;
    }

    /// <summary>Counts work, so that no file can make a reader run for long.</summary>
    /// <exception cref="BadVideoException">It was too much.</exception>
    public void Step(int count = 1)
    {
        steps += count;
        if (steps is < 0 or > MaxSteps)
        {
            throw new BadVideoException("its tables are too long or too deep");
        }
    }

    /// <summary>Makes bytes part of the file's identity: those of a table, in the file's order. What lies outside of the file is left out.</summary>
    public void AddTable(long offset, long count)
    {
        var end = Math.Min(Length, offset + Math.Min(count, Length));
        for (var at = Math.Max(0, offset); at < end;)
        {
            var bytes = Read(at, (int)Math.Min(MaxRead, end - at));
            tables.AppendData(bytes);
            at += bytes.Length;
        }
    }

    /// <summary>SHA-256, in lower-case hex, over the length (8 bytes, little endian), the tables that were added, the first and the last 64 KiB.</summary>
    /// <exception cref="IOException">The file has another length by now.</exception>
    public string Identity()
    {
        if (RandomAccess.GetLength(file) != Length)
        {
            throw new IOException("The file changed its length while it was read.");
        }

        tables.AppendData(BitConverter.GetBytes(Length));
        tables.AppendData(head);
        tables.AppendData(tail);
        return Convert.ToHexStringLower(tables.GetHashAndReset());
    }

    public void Dispose()
    {
        file.Dispose();
        tables.Dispose();
    }

    private void Move(long offset, int count)
    {
        var ahead = offset >= windowStart && offset <= windowStart + windowCount + SmallestWindow
            ? Math.Min(LargestWindow, window.Length * 2)
            : SmallestWindow;
        var size = (int)Math.Min(Length - offset, Math.Max(count, ahead));
        if (window.Length < size)
        {
            window = new byte[size];
        }

        Fill(window, offset, size);
        (windowStart, windowCount) = (offset, size);
    }

    private void Fill(byte[] buffer, long offset, int count)
    {
        for (var done = 0; done < count;)
        {
            var read = RandomAccess.Read(file, buffer.AsSpan(done, count - done), offset + done);
            if (read == 0)
            {
                throw new IOException("The file became shorter while it was read.");
            }

            done += read;
        }
    }
}
