using System.Globalization;
using Datastamp.Diagnostics;
using Parquet;
using Parquet.Data;
using Parquet.Schema;

namespace Datastamp.Sources.Tables;

/// <summary>The images of a Parquet file, row by row; in memory is one group of rows.</summary>
internal sealed class ParquetStream : ISampleStream
{
    // Rows of a group that may be there whatever the file's length; of more, each has a byte at the least.
    private const int UncheckedRows = 1 << 20;

    private readonly string path;
    private readonly ContainerLimits limits;
    private readonly CancellationToken cancellation;
    private readonly ParquetFile file;
    private readonly ParquetReader reader;
    private readonly ParquetColumns columns;
    private ParquetRows rows = ParquetRows.None;
    private int group;
    private int row = -1;
    private long firstRow;

    public ParquetStream(string path, ContainerLimits limits, CancellationToken cancellation)
    {
        this.path = path;
        this.limits = limits;
        this.cancellation = cancellation;
        file = new(File.OpenRead(path));
        try
        {
            reader = Guarded(Open);
            columns = Guarded(() => ParquetColumns.Find(reader.Schema, path));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public bool Next(out Sample sample)
    {
        row++;
        while (row == rows.Count)
        {
            firstRow += rows.Count;
            if (group == reader.RowGroupCount)
            {
                sample = default;
                return firstRow == reader.Metadata!.NumRows ? false : throw Damaged("it has not as many rows as it says");
            }

            rows = Guarded(() => ReadGroup(group));
            group++;
            row = 0;
        }

        var number = firstRow + row;
        var bytes = rows.Bytes[row]
            ?? throw new DiagnosticException(Report.MemberRefused(path, FormattableString.Invariant($"row {number}"), "it has no bytes of an image, only a path perhaps, which nothing is read from"));
        sample = new(KeyOf(number, rows.Paths?[row], bytes), bytes.Length) { Label = rows.Labels?[row] };
        return true;
    }

    public int Read(ref byte[] buffer)
    {
        var bytes = rows.Bytes[row]!;
        if (buffer.Length < bytes.Length)
        {
            buffer = new byte[bytes.Length];
        }

        bytes.CopyTo(buffer, 0);
        return bytes.Length;
    }

    public void Dispose()
    {
        reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        file.Dispose();
    }

    private ParquetReader Open()
    {
        file.CheckFooter();
        return ParquetReader.CreateAsync(file, leaveStreamOpen: true, cancellationToken: cancellation).GetAwaiter().GetResult();
    }

    /// <summary>The row's number, so that no two are the same, and the path that it has, where that leads nowhere.</summary>
    private static string KeyOf(long number, string? path, ReadOnlySpan<byte> image)
    {
        var key = number.ToString("D6", CultureInfo.InvariantCulture);
        return string.IsNullOrEmpty(path) ? key + ImageExtension.Of(image)
            : Sample.IsKey(path) && !path.Contains('\\', StringComparison.Ordinal) ? $"{key}/{path}"
            : $"{key}/{(path.Split('/', '\\')[^1] is var name && Sample.IsKey(name) ? name : "image" + ImageExtension.Of(image))}";
    }

    private ParquetRows ReadGroup(int index)
    {
        using var rowGroup = reader.OpenRowGroupReader(index);
        if (rowGroup.RowCount > Math.Min(limits.MostMembers, Math.Max(UncheckedRows, file.Length)))
        {
            throw new DiagnosticException(Report.ArchiveTooLarge(path, FormattableString.Invariant($"a group has {rowGroup.RowCount} rows, in a file of {file.Length} bytes")));
        }

        var read = new ParquetRows(
            rowGroup.RowCount,
            ParquetRows.BytesOf(Column(rowGroup, columns.Bytes)),
            columns.Path is { } paths ? ParquetRows.TextsOf(Column(rowGroup, paths)) : null,
            columns.Label is { } labels ? ParquetRows.TextsOf(Column(rowGroup, labels)) : null);
        return read.IsWhole ? read : throw new InvalidDataException("A column has not as many values as its group has rows.");
    }

    /// <summary>A column, if it is no larger than it may be: by what the file says of it before it is read, by what it is behind that. Rows that share a value of a dictionary are larger than all of the file.</summary>
    private (RawColumnData Data, DataField Field) Column(ParquetRowGroupReader rowGroup, DataField field)
    {
        var chunk = rowGroup.GetMetadata(field)?.MetaData ?? throw new InvalidDataException("A column is missing.");
        RefuseLarge(field, chunk.TotalUncompressedSize);
        if (chunk.NumValues != rowGroup.RowCount)
        {
            throw new InvalidDataException("A column has not as many values as its group has rows.");
        }

        // Where the library begins, too.
        var start = new[] { chunk.DictionaryPageOffset ?? 0, chunk.DataPageOffset, chunk.IndexPageOffset ?? 0 }.Where(offset => offset != 0).DefaultIfEmpty(0).Min();
        var pages = 0L;
        file.End = start > 0 ? ParquetPage.Check(file, start, chunk.NumValues, page => RefuseLarge(field, pages += page)) : throw new InvalidDataException("A column lies nowhere.");
        var data = rowGroup.ReadRawColumnDataBaseAsync(field, cancellation).AsTask().GetAwaiter().GetResult();
        RefuseLarge(field, ParquetRows.LengthOf(data));
        return (data, field);
    }

    private void RefuseLarge(DataField field, long length)
    {
        if (length > limits.LongestMember || (length > limits.UncheckedLength && length / limits.MostExpansion > file.Length))
        {
            throw new DiagnosticException(Report.ArchiveTooLarge(path, FormattableString.Invariant($"a group's column {field.Path} has {length} bytes, in a file of {file.Length}; the most is {limits.LongestMember}")));
        }
    }

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not (DiagnosticException or OperationCanceledException or UnauthorizedAccessException))
        {
            // The library names no exceptions, and throws whatever a damaged file leads it to.
            throw new DiagnosticException(Report.ArchiveDamaged(path, $"not a whole, valid Parquet file: {e.Message}"), e);
        }
    }

    private DiagnosticException Damaged(string reason) => new(Report.ArchiveDamaged(path, reason));
}
