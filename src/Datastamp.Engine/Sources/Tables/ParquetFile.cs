using System.Buffers.Binary;

namespace Datastamp.Sources.Tables;

/// <summary>A Parquet file, of which the library reads only what was looked at before. Behind that, reading fails: the library takes a file's end for a number without one.</summary>
internal sealed class ParquetFile(FileStream file) : Stream
{
    private const int TailLength = 8;
    private const int LongestFooter = 256 << 20;

    /// <summary>Where reading ends; the file's end where nothing is said.</summary>
    public long End { get; set; } = file.Length;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => file.Length;

    public override long Position
    {
        get => file.Position;
        set => file.Position = value;
    }

    /// <summary>Looks at the structure of the footer.</summary>
    /// <exception cref="InvalidDataException">It is cut off, or no structure.</exception>
    public void CheckFooter()
    {
        if (Length < 4 + TailLength)
        {
            throw new InvalidDataException("It is too short for a footer.");
        }

        var tail = Bytes(Length - TailLength, TailLength);
        var length = BinaryPrimitives.ReadInt32LittleEndian(tail);
        if (!tail.AsSpan(4).SequenceEqual("PAR1"u8) || length is < 1 or > LongestFooter || length > Length - 4 - TailLength)
        {
            throw new InvalidDataException("Its footer does not lie within it.");
        }

        new ThriftStructure(Bytes(Length - TailLength - length, length)).Skip();
        Position = 0;
    }

    /// <summary>Bytes of the file: fewer at its end.</summary>
    public byte[] Bytes(long at, int count)
    {
        var bytes = new byte[Math.Clamp(Length - at, 0, count)];
        file.Position = at;
        file.ReadExactly(bytes);
        return bytes;
    }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        var left = Math.Min(End, Length) - Position;
        return left > 0 ? file.Read(buffer[..(int)Math.Min(buffer.Length, left)]) : throw new InvalidDataException("It is read behind the end of a column.");
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Read(buffer.Span));
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

    public override void Flush()
    {
        // Nothing is written.
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }
}
