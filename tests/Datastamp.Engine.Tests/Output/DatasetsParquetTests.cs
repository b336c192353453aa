using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Output;
using Datastamp.Statistics;
using Datastamp.Tests.Output.Images;
using ParquetSharp;

namespace Datastamp.Tests.Output;

/// <summary>Parquet as Apache Arrow reads it.</summary>
public class DatasetsParquetTests
{
    private static readonly (ImageDataset Dataset, ImageResult Result)[] datasets =
        [GrayResult.Of("=a,\"\n"), (ImageSamples.Of("Train").Dataset with { Weighting = Weighting.Pixels }, ImageSamples.Of("Train", depth: 16).Result)];

    [Test]
    public void Columns_are_those_of_CSV_with_types()
    {
        using var file = Open(datasets);
        var columns = Enumerable.Range(0, file.FileMetaData.NumColumns).Select(i => file.FileMetaData.Schema.Column(i)).ToArray();

        Assert.That(string.Join(',', columns.Select(column => column.Name)), Is.EqualTo(DatasetsCsv.Write([]).TrimEnd()));
        Assert.That(string.Join(' ', columns.Select(column => column.PhysicalType)), Is.EqualTo("ByteArray ByteArray ByteArray Double Double Int64 Int64 Int32 ByteArray Double Double"));
    }

    [Test]
    public void A_row_is_a_channel_in_the_chosen_weighting()
    {
        using var file = Open(datasets);
        using var rows = file.RowGroup(0);

        Assert.That(Read<string>(rows, 0), Is.EqualTo(["=a,\"\n", "Train", "Train", "Train"]));
        Assert.That(Read<string>(rows, 1), Is.EqualTo(["Gray", "R", "G", "B"]));
        Assert.That(Read<string>(rows, 2), Is.EqualTo(["Mixed", "Pixels", "Pixels", "Pixels"]));
        Assert.That(Read<double>(rows, 3), Is.EqualTo([0.00001, 0.1, 0.2, 0.3]));
        Assert.That(Read<double>(rows, 4), Is.EqualTo([1, 0.4, 0.5, 0.6]));
        Assert.That(Read<long>(rows, 5), Is.All.EqualTo(2L));
        Assert.That(Read<long>(rows, 6), Is.All.EqualTo(3_000_000_000L));
        Assert.That(Read<int>(rows, 7), Is.EqualTo([8, 16, 16, 16]));
        Assert.That(Read<string>(rows, 8), Is.All.EqualTo("sha256:00"));
        Assert.That(Read<double>(rows, 9).Concat(Read<double>(rows, 10)), Is.All.EqualTo(0.0));
    }

    [Test]
    public void Nothing_known_is_a_file_without_rows()
    {
        using var file = Open([]);

        Assert.That((file.FileMetaData.NumRows, file.FileMetaData.NumColumns), Is.EqualTo((0, 11)));
    }

    [Test]
    public void Equal_datasets_give_equal_bytes() => Assert.That(DatasetsParquet.Write(datasets), Is.EqualTo(DatasetsParquet.Write([.. datasets])));

    private static ParquetFileReader Open((ImageDataset Dataset, ImageResult Result)[] known) => new(new MemoryStream(DatasetsParquet.Write(known)));

    private static T[] Read<T>(RowGroupReader rows, int column)
    {
        using var values = rows.Column(column);
        using var reader = values.LogicalReader<T>();
        return reader.ReadAll(checked((int)rows.MetaData.NumRows));
    }
}
