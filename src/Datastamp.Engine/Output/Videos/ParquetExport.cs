using Datastamp.Definitions;
using Datastamp.Videos;
using Parquet;
using Parquet.Schema;

namespace Datastamp.Output.Videos;

/// <summary>Apache Parquet: a typed column a value, in row groups of 50 000 videos.</summary>
internal sealed class ParquetExport() : VideoExportFormat("parquet", "Apache Parquet: a typed row a video")
{
    /// <summary>The most videos of a row group.</summary>
    public const int GroupSize = 50_000;

    public override IReadOnlyList<ExportedFile> Write(VideoDataset dataset, IReadOnlyList<VideoFacts> videos) =>
        [new("videos.parquet", WriteAsync([.. VideoColumns.For(dataset)], videos).GetAwaiter().GetResult())];

    private static async Task<byte[]> WriteAsync(VideoColumn[] columns, IReadOnlyList<VideoFacts> videos)
    {
        using var file = new MemoryStream();
        var fields = Array.ConvertAll(columns, Field);
        await using (var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), file))
        {
            foreach (var group in videos.Chunk(GroupSize))
            {
                using var rows = writer.CreateRowGroup();
                foreach (var (column, field) in columns.Zip(fields))
                {
                    await WriteAsync(rows, column, field, group);
                }
            }
        }

        return file.ToArray();
    }

    private static Field Field(VideoColumn column) => column.Type == typeof(int[])
        ? new ListField(column.Name, new DataField<int>("element"))
        : new DataField(column.Name, column.Type);

    private static Task WriteAsync(ParquetRowGroupWriter rows, VideoColumn column, Field field, VideoFacts[] videos) => field switch
    {
        ListField list => WriteListsAsync(rows, (DataField)list.Item, Values<int[]>(column, videos)),
        DataField data when column.Type == typeof(string) => rows.WriteAsync(data, Array.ConvertAll(Values<string?>(column, videos), ParquetText.Of)),
        DataField data when column.Type == typeof(bool) => rows.WriteAsync<bool>(data, Values<bool>(column, videos)),
        DataField data when column.Type == typeof(int) => rows.WriteAsync<int>(data, Values<int>(column, videos)),
        DataField data when column.Type == typeof(long) => rows.WriteAsync<long>(data, Values<long>(column, videos)),
        DataField data when column.Type == typeof(double) => rows.WriteAsync<double>(data, Values<double>(column, videos)),
        DataField data when column.Type == typeof(int?) => rows.WriteAsync<int>(data, Values<int?>(column, videos)),
        DataField data when column.Type == typeof(long?) => rows.WriteAsync<long>(data, Values<long?>(column, videos)),
        _ => throw new InvalidOperationException($"There are no columns of {column.Type}."),
    };

    private static async Task WriteListsAsync(ParquetRowGroupWriter rows, DataField element, int[][] lists)
    {
        // A repetition level of 0 begins a list, 1 goes on with it; an empty list is a definition level without a value.
        var definitions = lists.SelectMany(list => list.Length == 0 ? [element.MaxDefinitionLevel - 1] : Enumerable.Repeat(element.MaxDefinitionLevel, list.Length));
        var repetitions = lists.SelectMany(list => Enumerable.Range(0, Math.Max(1, list.Length)).Select(i => Math.Min(i, 1)));
        await rows.WriteAllPartsAsync<int>(element, lists.SelectMany(list => list).ToArray(), definitions.ToArray(), repetitions.ToArray(), CancellationToken.None);
    }

    private static T[] Values<T>(VideoColumn column, VideoFacts[] videos) => Array.ConvertAll(videos, video => (T)column.Value(video)!);
}
