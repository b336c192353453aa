using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Statistics;
using Parquet;
using Parquet.Schema;

namespace Datastamp.Output;

/// <summary>Writes what is known of a project's image datasets as Apache Parquet: the columns of <see cref="DatasetsCsv"/>, typed.</summary>
public static class DatasetsParquet
{
    /// <summary>A row a dataset and channel: mean and std in the dataset's weighting, full scale 1. Equal input gives equal bytes.</summary>
    /// <param name="results">The datasets and what is known of them, in the project's order.</param>
    public static byte[] Write(IReadOnlyList<(ImageDataset Dataset, ImageResult Result)> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        return WriteAsync([.. results.SelectMany(item => Enumerable.Range(0, item.Result.Channels.Length), (item, channel) => new Row(item.Dataset, item.Result, channel))])
            .GetAwaiter().GetResult();
    }

    private static async Task<byte[]> WriteAsync(Row[] rows)
    {
        var dataset = new DataField<string>("dataset");
        var channel = new DataField<string>("channel");
        var weighting = new DataField<string>("weighting");
        var mean = new DataField<double>("mean");
        var std = new DataField<double>("std");
        var images = new DataField<long>("images");
        var pixels = new DataField<long>("pixels");
        var depth = new DataField<int>("depth");
        var fingerprint = new DataField<string>("fingerprint");
        var meanMargin = new DataField<double>("meanMargin");
        var stdMargin = new DataField<double>("stdMargin");
        using var file = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(new ParquetSchema(dataset, channel, weighting, mean, std, images, pixels, depth, fingerprint, meanMargin, stdMargin), file))
        {
            using var group = writer.CreateRowGroup();
            await group.WriteAsync(dataset, Values(row => ParquetText.Of(row.Dataset.Name)));
            await group.WriteAsync(channel, Values(row => row.Result.Channels[row.Channel]));
            await group.WriteAsync(weighting, Values(row => row.Dataset.Weighting.ToString()));
            await group.WriteAsync<double>(mean, Values(row => row.Result.Statistics.For(row.Dataset.Weighting).Mean[row.Channel]));
            await group.WriteAsync<double>(std, Values(row => row.Result.Statistics.For(row.Dataset.Weighting).Std[row.Channel]));
            await group.WriteAsync<long>(images, Values(row => row.Result.Images));
            await group.WriteAsync<long>(pixels, Values(row => row.Result.Pixels));
            await group.WriteAsync<int>(depth, Values(row => row.Result.Depth));
            await group.WriteAsync(fingerprint, Values(row => ParquetText.Of(row.Result.Fingerprint)));
            await group.WriteAsync<double>(meanMargin, Values(row => row.Margins?.Mean[row.Channel] ?? 0));
            await group.WriteAsync<double>(stdMargin, Values(row => row.Margins?.Std[row.Channel] ?? 0));
        }

        return file.ToArray();

        T[] Values<T>(Func<Row, T> value) => Array.ConvertAll(rows, row => value(row));
    }

    private readonly record struct Row(ImageDataset Dataset, ImageResult Result, int Channel)
    {
        public WeightedStatistics? Margins => Result.Estimate?.Margins.For(Dataset.Weighting);
    }
}
