using System.Globalization;
using System.Runtime.InteropServices;
using Parquet.Data;
using Parquet.Schema;

namespace Datastamp.Sources.Tables;

/// <summary>A group of rows of a Parquet file.</summary>
/// <param name="Count">How many.</param>
/// <param name="Bytes">The encoded images; null where there is none.</param>
/// <param name="Paths">The files that they were, or null.</param>
/// <param name="Labels">The labels, or null.</param>
internal sealed record ParquetRows(long Count, byte[]?[] Bytes, string?[]? Paths, string?[]? Labels)
{
    public static ParquetRows None { get; } = new(0, [], null, null);

    /// <summary>Whether each column has a value or a null for every row.</summary>
    public bool IsWhole => Bytes.Length == Count && (Paths is null || Paths.Length == Count) && (Labels is null || Labels.Length == Count);

    /// <summary>How many bytes a column's values have, a row each.</summary>
    public static long LengthOf(RawColumnData data)
    {
        var length = 0L;
        switch (data)
        {
            case RawColumnData<ReadOnlyMemory<byte>> bytes:
                foreach (var value in bytes.Values)
                {
                    length += value.Length;
                }

                break;
            case RawColumnData<ReadOnlyMemory<char>> texts:
                foreach (var value in texts.Values)
                {
                    length += sizeof(char) * (long)value.Length;
                }

                break;
        }

        return length;
    }

    /// <summary>A column of bytes.</summary>
    public static byte[]?[] BytesOf((RawColumnData Data, DataField Field) column) => column.Data switch
    {
        RawColumnData<ReadOnlyMemory<byte>> bytes => Take(column, bytes.Values, value => Checked(value).ToArray()),
        _ => throw new InvalidDataException($"The column {column.Field.Path} is not of bytes."),
    };

    /// <summary>A column of texts or whole numbers.</summary>
    public static string?[] TextsOf((RawColumnData Data, DataField Field) column) => column.Data switch
    {
        RawColumnData<ReadOnlyMemory<char>> texts => Take(column, texts.Values, value => new string(Checked(value))),
        RawColumnData<int> numbers => Take(column, numbers.Values, value => value.ToString(CultureInfo.InvariantCulture)),
        RawColumnData<long> numbers => Take(column, numbers.Values, value => value.ToString(CultureInfo.InvariantCulture)),
        _ => throw new InvalidDataException($"The column {column.Field.Path} is neither of texts nor of whole numbers."),
    };

    /// <summary>
    /// A value, if it lies within the array that it is a part of: the library makes values of damaged lengths without a look, and
    /// whoever reads them reads memory of something else, or none.
    /// </summary>
    private static ReadOnlySpan<T> Checked<T>(ReadOnlyMemory<T> value) => value.IsEmpty ? []
        : MemoryMarshal.TryGetArray(value, out var segment) && segment.Array is { } array && segment.Offset >= 0 && segment.Count >= 0 && segment.Offset <= array.Length - segment.Count
            ? array.AsSpan(segment.Offset, segment.Count)
            : throw new InvalidDataException("A value does not lie within its page.");

    /// <summary>The values, with nulls where the levels say that there is none.</summary>
    private static TOut?[] Take<TIn, TOut>((RawColumnData Data, DataField Field) column, ReadOnlySpan<TIn> values, Func<TIn, TOut> convert)
        where TOut : class
    {
        using var data = column.Data;
        var levels = data.DefinitionLevels;
        var taken = new TOut?[levels.IsEmpty ? values.Length : levels.Length];
        var next = 0;
        for (var i = 0; i < taken.Length; i++)
        {
            if (levels.IsEmpty || levels[i] == column.Field.MaxDefinitionLevel)
            {
                taken[i] = convert(values[next++]);
            }
        }

        return taken;
    }
}
