using Datastamp.Definitions;
using Datastamp.Measuring;

namespace Datastamp.Tests.Output;

/// <summary>What is known of two gray images: numbers that outputs show in each of their forms.</summary>
internal static class GrayResult
{
    public static (ImageDataset Dataset, ImageResult Result) Of(string name, string include = "data")
    {
        var dataset = new ImageDataset { Name = name, Root = "/data", Include = include, Preprocessing = new(ColorOrder.Gray) };
        return (dataset, new()
        {
            Definition = dataset.Measured,
            Fingerprint = "sha256:00",
            Files = 2,
            Images = 2,
            Pixels = 3_000_000_000,
            Bytes = 1234,
            Depth = 8,
            Channels = ["Gray"],
            Sum = [3],
            SumOfSquares = [5],
            Statistics = new(new([0.00001], [1]), new([0.25], [0.125]), new([0.00001], [0.5])),
            BadFiles = [],
            Decoder = "Decoder 1.0",
        });
    }
}
