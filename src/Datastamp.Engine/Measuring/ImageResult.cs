using System.Collections.Immutable;
using Datastamp.Definitions;
using Datastamp.Statistics;

namespace Datastamp.Measuring;

/// <summary>What is known of an image dataset: what the lock records, and what every output is written from.</summary>
public sealed record ImageResult : DatasetResult
{
    /// <summary>M: number of measured images.</summary>
    public required long Images { get; init; }

    /// <summary>N: number of measured pixels, after resize and crop.</summary>
    public required long Pixels { get; init; }

    /// <summary>Bits a sample: 8 or 16.</summary>
    public required int Depth { get; init; }

    /// <summary>The channels' names, in order.</summary>
    public required ImmutableArray<string> Channels { get; init; }

    /// <summary>Σx a channel.</summary>
    public required ImmutableArray<UInt128> Sum { get; init; }

    /// <summary>Σx² a channel.</summary>
    public required ImmutableArray<UInt128> SumOfSquares { get; init; }

    /// <summary>Mean and std in all weightings.</summary>
    public required ImageStatistics Statistics { get; init; }

    /// <summary>How far the statistics may be from those of all images; null where all images were measured.</summary>
    public SampleEstimate? Estimate { get; init; }

    /// <summary>The histogram, where it was asked for.</summary>
    public HistogramSummary? Histogram { get; init; }

    /// <summary>What summed the samples, where it was not the processor.</summary>
    public string? Device { get; init; }

    /// <summary>The decoder's name and version.</summary>
    public required string Decoder { get; init; }

    /// <summary>The result of a measurement.</summary>
    /// <exception cref="ArgumentException">There is no image in it.</exception>
    public static ImageResult From(ImageDataset dataset, ImageMeasurement measurement)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return From(dataset.Measured, dataset.Preprocessing.Channels, measurement);
    }

    /// <inheritdoc cref="From(ImageDataset, ImageMeasurement)"/>
    internal static ImageResult From(MeasuredDefinition definition, IEnumerable<string> names, ImageMeasurement measurement)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        var moments = measurement.Moments;
        var channels = Enumerable.Range(0, moments.ChannelCount).Select(moments.Channel).ToArray();
        return new()
        {
            Definition = definition,
            Fingerprint = measurement.Fingerprint,
            Files = measurement.Files,
            Images = moments.Images,
            Pixels = moments.Pixels,
            Bytes = measurement.Bytes,
            Depth = moments.Depth,
            Channels = [.. names],
            Sum = [.. channels.Select(channel => channel.Sum)],
            SumOfSquares = [.. channels.Select(channel => channel.SumOfSquares)],
            Statistics = ImageStatistics.From(moments),
            Estimate = measurement.Sample is null ? null : SampleEstimate.From(measurement),
            Histogram = measurement.Histogram is { } histogram ? HistogramSummary.From(histogram) : null,
            BadFiles = measurement.BadFiles,
            Device = measurement.Device,
            Decoder = measurement.Decoder,
        };
    }
}
