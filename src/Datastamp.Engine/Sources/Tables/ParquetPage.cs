namespace Datastamp.Sources.Tables;

/// <summary>
/// What a page's header says: <see href="https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift">PageHeader of parquet.thrift</see>. The library
/// believes all of it; some encodings of numbers it writes over whatever values a column has, and so over references.
/// </summary>
/// <param name="End">Where the page ends in the file.</param>
/// <param name="Length">Its bytes, uncompressed.</param>
/// <param name="Values">How many values or nulls a page of data has; 0 of other pages.</param>
internal readonly record struct ParquetPage(long End, int Length, int Values)
{
    private const int FirstWindow = 1 << 12;
    private const int LargestWindow = 64 << 20;

    private const int Data = 5;
    private const int Dictionary = 7;
    private const int SecondData = 8;

    /// <summary>Looks at the pages of a column.</summary>
    /// <param name="file">The file.</param>
    /// <param name="at">Where the first begins.</param>
    /// <param name="values">How many values and nulls all of them have.</param>
    /// <param name="add">Told of the length of each.</param>
    /// <returns>Where the last one ends.</returns>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    public static long Check(ParquetFile file, long at, long values, Action<long> add)
    {
        while (values > 0)
        {
            var page = Read(file, at);
            values -= page.Values;
            at = page.End;
            add(page.Length);
        }

        return values == 0 ? at : throw new InvalidDataException("Its pages have more values than its column.");
    }

    private static ParquetPage Read(ParquetFile file, long at)
    {
        // A header may hold the least and the largest value of its page.
        for (var window = FirstWindow; ; window *= 16)
        {
            try
            {
                return Parse(file.Bytes(at, window), at, file.Length);
            }
            catch (InvalidDataException) when (window < LargestWindow && window < file.Length - at)
            {
                // Perhaps the header is longer than what was looked at.
            }
        }
    }

    private static ParquetPage Parse(ReadOnlySpan<byte> bytes, long at, long fileLength)
    {
        var header = new ThriftStructure(bytes);
        var (length, compressed, values, kinds) = (0, 0, 0, 0);
        for (var id = 0; header.Next(ref id, out var type);)
        {
            switch (id)
            {
                case 2:
                    length = header.Number(type);
                    break;
                case 3:
                    compressed = header.Number(type);
                    break;
                case Data or Dictionary or SecondData when type == ThriftStructure.Nested:
                    var count = ParseKind(ref header, id);
                    values = id == Dictionary ? 0 : count;
                    kinds++;
                    break;
                case Data or Dictionary or SecondData:
                    throw Damaged();
                default:
                    header.SkipField(type);
                    break;
            }
        }

        var end = at + header.Read + compressed;
        return kinds == 1 && length >= 0 && compressed >= 0 && end <= fileLength ? new(end, length, values) : throw Damaged();
    }

    /// <summary>The number of values of one kind of page.</summary>
    private static int ParseKind(ref ThriftStructure header, int kind)
    {
        var (values, encoding, nulls) = (-1, -1, 0);
        for (var id = 0; header.Next(ref id, out var type);)
        {
            if (id == 1)
            {
                values = header.Number(type);
            }
            else if (id == (kind == SecondData ? 4 : 2))
            {
                encoding = header.Number(type);
            }
            else if (id == 2)
            {
                nulls = header.Number(type);
            }
            else
            {
                header.SkipField(type);
            }
        }

        // Plain, two dictionaries, and what deltas are of; not those of bits, of booleans, and of numbers with a point.
        return values >= 0 && nulls >= 0 && nulls <= values && encoding is 0 or 2 or 5 or 6 or 7 or 8 ? values : throw Damaged();
    }

    private static InvalidDataException Damaged() => new("A page's header is damaged.");
}
