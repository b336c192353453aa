using System.Text;
using Datastamp.Definitions;
using Datastamp.Measuring;

namespace Datastamp.Output;

/// <summary>Writes what is known of a project's datasets as a table, quoted by RFC 4180, with LF at each line's end.</summary>
public static class DatasetsCsv
{
    private const string Header = "dataset,channel,weighting,mean,std,images,pixels,depth,fingerprint,meanMargin,stdMargin\n";

    /// <summary>A header, then a row a dataset and channel: mean and std in the dataset's weighting, full scale 1, and what stands behind ± of estimates: 0 of exact ones.</summary>
    /// <param name="results">The datasets and what is known of them, in the project's order.</param>
    public static string Write(IReadOnlyList<(ImageDataset Dataset, ImageResult Result)> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var table = new StringBuilder(Header);
        foreach (var (dataset, result) in results)
        {
            var statistics = result.Statistics.For(dataset.Weighting);
            var margins = result.Estimate?.Margins.For(dataset.Weighting);
            for (var i = 0; i < result.Channels.Length; i++)
            {
                table.AppendJoin(
                    ',',
                    CsvCell.Of(dataset.Name),
                    CsvCell.Of(result.Channels[i]),
                    CsvCell.Of(dataset.Weighting.ToString()),
                    CsvCell.Of(statistics.Mean[i]),
                    CsvCell.Of(statistics.Std[i]),
                    CsvCell.Of(result.Images),
                    CsvCell.Of(result.Pixels),
                    CsvCell.Of(result.Depth),
                    CsvCell.Of(result.Fingerprint),
                    CsvCell.Of(margins?.Mean[i] ?? 0),
                    CsvCell.Of(margins?.Std[i] ?? 0)).Append('\n');
            }
        }

        return table.ToString();
    }
}
