using Datastamp.Definitions;
using Datastamp.Output;
using Datastamp.Output.Videos;
using Datastamp.Videos;
using ParquetSharp;

namespace Datastamp.Tests.Output.Videos;

/// <summary>Parquet as Apache Arrow reads it.</summary>
public class ParquetExportTests
{
    private static readonly VideoFacts[] videos = [ExportSamples.Phone, ExportSamples.Unknown with { FrameCount = 0 }, .. ExportSamples.Hostile];

    [Test]
    public void Columns_are_those_of_JSON_with_types()
    {
        using var file = Open(Write(ExportSamples.Dataset, videos));
        using var rows = file.RowGroup(0);

        Assert.That(
            Enumerable.Range(0, rows.MetaData.NumColumns).Select(i => file.FileMetaData.Schema.Column(i)).Select(column => $"{column.Path.ToDotString()} {column.PhysicalType}"),
            Is.EqualTo([
                "path ByteArray", "bytes Int64", "identity ByteArray", "container ByteArray", "codec ByteArray", "width Int32", "height Int32", "displayWidth Int32",
                "displayHeight Int32", "rotation Int32", "pixelFormat ByteArray", "bitDepth Int32", "frameCount Int32", "frameCountSource ByteArray", "headerFrames Int64",
                "fps Double", "fpsNum Int64", "fpsDen Int64", "sourceFps Int32", "variableFrameRate Boolean", "shortestFrame Double", "longestFrame Double", "startTime Double",
                "duration Double", "timeBase ByteArray", "keyFrames Int32", "videoStreams Int32", "label ByteArray", "health ByteArray", "segments.list.element Int32", "problem ByteArray",
            ]));
    }

    [Test]
    public void Every_value_is_that_of_JSON()
    {
        using var file = Open(Write(ExportSamples.Dataset, videos));
        using var rows = file.RowGroup(0);
        var expected = videos.Select(video => VideoJson.Write(ExportSamples.Dataset, video)).ToArray();

        Assert.That(rows.MetaData.NumRows, Is.EqualTo(videos.Length));
        foreach (var (column, i) in VideoColumns.For(ExportSamples.Dataset).Select((column, i) => (column, i)))
        {
            using var reader = rows.Column(i);
            Assert.That(Read(reader, column.Type).Select(value => value is null ? null : Newtonsoft.Json.Linq.JToken.FromObject(value).ToString()), Is.EqualTo(expected.Select(json =>
                json[column.Name]!.Type == Newtonsoft.Json.Linq.JTokenType.Null ? null : json[column.Name]!.ToString())), column.Name);
        }
    }

    [Test]
    public void Row_groups_have_50_000_videos()
    {
        using var file = Open(Write(ExportSamples.Dataset, VideoSamples.Clips(100_001, 3)));

        Assert.That(Enumerable.Range(0, file.FileMetaData.NumRowGroups).Select(i => RowsOf(file, i)), Is.EqualTo([50_000, 50_000, 1]));
        using var group = file.RowGroup(2);
        using var column = group.Column(0);
        using var last = column.LogicalReader<string>();
        Assert.That(last.ReadAll(1), Is.EqualTo(["folder002/vvvvvvvvvvvvvvvvvvvv100000.mp4"]));
    }

    [Test]
    public void A_dataset_without_segments_has_no_such_column()
    {
        using var file = Open(Write(ExportSamples.Dataset with { Segments = 0 }, videos));

        Assert.That(file.FileMetaData.Schema.NumColumns, Is.EqualTo(30));
    }

    [Test]
    public void No_videos_are_a_file_without_rows()
    {
        using var file = Open(Write(ExportSamples.Dataset, []));

        Assert.That((file.FileMetaData.NumRows, file.FileMetaData.NumColumns), Is.EqualTo((0, 31)));
    }

    [Test]
    public void Equal_videos_give_equal_bytes()
    {
        var first = Write(ExportSamples.Dataset, videos);

        Assert.That(Write(ExportSamples.Dataset, [.. videos.Select(video => video with { })]), Is.EqualTo(first));
    }

    private static byte[] Write(VideoDataset dataset, VideoFacts[] videos) => VideoExport.Write("parquet", dataset, videos).Single().Content;

    // Every reader is disposed of before its file is: a finalizer that comes later calls into freed memory and ends the process.
    private static long RowsOf(ParquetFileReader file, int group)
    {
        using var rows = file.RowGroup(group);
        return rows.MetaData.NumRows;
    }

    private static ParquetFileReader Open(byte[] content) => new(new MemoryStream(content));

    private static IEnumerable<object?> Read(ColumnReader reader, Type type) =>
        type == typeof(string) ? Read<string?>(reader)
        : type == typeof(int) ? Read<int>(reader)
        : type == typeof(long) ? Read<long>(reader)
        : type == typeof(double) ? Read<double>(reader)
        : type == typeof(bool) ? Read<bool>(reader)
        : type == typeof(int?) ? Read<int?>(reader)
        : type == typeof(long?) ? Read<long?>(reader)
        : Read<int[]?>(reader);

    private static IEnumerable<object?> Read<T>(ColumnReader column)
    {
        using var reader = column.LogicalReader<T>();
        return [.. reader.ReadAll(videos.Length).Cast<object?>()];
    }
}
