using System.Globalization;
using System.Text;
using Datastamp.Diagnostics;

namespace Datastamp.Sources.Records;

/// <summary>Raw images of one size, a record an image, each given as a portable pixmap or graymap: lossless, and read by every decoder.</summary>
internal abstract class RecordStream : ISampleStream
{
    private readonly Stream stream;
    private readonly string path;
    private readonly byte[] header;
    private readonly byte[] record;
    private readonly int? count;
    private readonly string extension;
    private int next;

    /// <param name="stream">The records; disposed with this.</param>
    /// <param name="path">The file, for people.</param>
    /// <param name="width">Pixels a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="channels">1 or 3.</param>
    /// <param name="recordLength">Bytes a record, labels included.</param>
    /// <param name="count">How many there must be; null for as many as there are.</param>
    protected RecordStream(Stream stream, string path, int width, int height, int channels, int recordLength, int? count)
    {
        this.stream = stream;
        this.path = path;
        this.count = count;
        header = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"P{(channels == 3 ? 6 : 5)}\n{width} {height}\n255\n"));
        extension = channels == 3 ? ".ppm" : ".pgm";
        record = new byte[recordLength];
        PixelsLength = width * height * channels;
    }

    /// <summary>Bytes of an image's samples.</summary>
    protected int PixelsLength { get; }

    public bool Next(out Sample sample)
    {
        sample = default;
        if (next == count)
        {
            return stream.ReadByte() < 0 ? false : throw Damaged("something follows behind its last image");
        }

        var read = stream.ReadAtLeast(record, record.Length, throwOnEndOfStream: false);
        if (read == 0 && count is null)
        {
            return false;
        }

        if (read < record.Length)
        {
            throw Damaged(FormattableString.Invariant($"it is cut off behind {next} images"));
        }

        sample = new(next.ToString("D6", CultureInfo.InvariantCulture) + extension, header.Length + PixelsLength) { Label = LabelOf(next, record) };
        next++;
        return true;
    }

    public int Read(ref byte[] buffer)
    {
        var length = header.Length + PixelsLength;
        if (buffer.Length < length)
        {
            buffer = new byte[length];
        }

        header.CopyTo(buffer, 0);
        CopyPixels(record, buffer.AsSpan(header.Length, PixelsLength));
        return length;
    }

    public void Dispose() => stream.Dispose();

    /// <summary>The label of a record.</summary>
    protected abstract string? LabelOf(int index, ReadOnlySpan<byte> record);

    /// <summary>Copies the samples, a pixel's channels beside each other.</summary>
    protected abstract void CopyPixels(ReadOnlySpan<byte> record, Span<byte> pixels);

    private DiagnosticException Damaged(string reason) => new(Report.ArchiveDamaged(path, reason));
}
