using System.Collections.Immutable;
using System.Globalization;
using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Output.Languages;
using Datastamp.Statistics;

namespace Datastamp.Output;

/// <summary>Writes the class of one image dataset.</summary>
internal sealed class ImageClassWriter(LanguageCode code, ImageDataset dataset, ImageResult result, bool hasTransforms)
{
    /// <summary>Every member that a class may have.</summary>
    public static readonly IReadOnlyList<string> Members =
    [
        "ImageCount", "PixelCount", "BitDepth", "Fingerprint", "Weighting", "Color", "Orientation", "Interpolation",
        "ResizeHeight", "ResizeWidth", "ResizeShortSide", "CropHeight", "CropWidth", "Mean", "Std", "Minimum", "Maximum",
        .. TransformWriter.Members,
        .. HistogramSummary.Ranks.Select(rank => FormattableString.Invariant($"Percentile{rank}")),
        .. new[] { "Mean", "Std", "Histogram" }.SelectMany(name => new[] { "R", "G", "B", "Gray" }, (name, channel) => name + channel),
    ];

    private readonly string channels = string.Join(", ", result.Channels);

    public void Write(string identifier)
    {
        var statistics = result.Statistics.For(dataset.Weighting);
        code.OpenClass(identifier, $"{dataset.Name}: {Images} of {dataset.Include}. Mean {Row(statistics.Mean)}, std {Row(statistics.Std)} ({channels}; full scale 1){Estimated(EstimateText.Of(result, dataset.Weighting))}.");
        WriteCounts();
        WritePreprocessing();
        WriteChannels("Mean", "mean", statistics.Mean, margins => margins.Mean);
        WriteChannels("Std", "standard deviation", statistics.Std, margins => margins.Std);
        if (result.Histogram is { } histogram)
        {
            Write(histogram);
        }

        if (hasTransforms)
        {
            new TransformWriter(code, dataset.Preprocessing).Write();
        }

        code.CloseClass();
    }

    private void WriteCounts()
    {
        code.Constant("ImageCount", checked((int)result.Images), $"Number of measured images: {(result.Estimate is null ? Number(result.Images) : $"{Images}, a sample")}.");
        code.Constant("PixelCount", result.Pixels, $"Number of measured pixels, after resize and crop: {Number(result.Pixels)}.");
        code.Constant("BitDepth", result.Depth, $"Bits of a sample: {result.Depth}, full scale {(1 << result.Depth) - 1}.");
        code.Constant("Fingerprint", result.Fingerprint, result.Estimate is null
            ? "The data's identity: names, sizes and contents of all files."
            : "The data's identity: names and sizes of all files, and contents of those that were sampled.");
    }

    private void WritePreprocessing()
    {
        var preprocessing = dataset.Preprocessing;
        code.Constant("Weighting", dataset.Weighting.ToString(), $"How images of different sizes count: {dataset.Weighting}.");
        code.Constant("Color", preprocessing.ColorName, $"The channels and their order: {channels}.");
        code.Constant("Orientation", preprocessing.Orientation.ToString(), $"What was done with the EXIF orientation: {preprocessing.Orientation}.");
        if (preprocessing.Resize is { } resize)
        {
            var filter = preprocessing.Interpolation;
            code.Constant("Interpolation", filter.ToString(), $"The filter of the resize before measuring: {filter}, as Pillow defines it.");
            if (resize.Width is { } width)
            {
                code.Constant("ResizeHeight", resize.Height, $"Height that images were resized to, in pixels: {resize.Height}.");
                code.Constant("ResizeWidth", width, $"Width that images were resized to, in pixels: {width}.");
            }
            else
            {
                code.Constant("ResizeShortSide", resize.Height, $"Short side that images were resized to, in pixels: {resize.Height}.");
            }
        }

        if (preprocessing.CenterCrop is { } crop)
        {
            code.Constant("CropHeight", crop.Height, $"Height of the centre crop before measuring, in pixels: {crop.Height}.");
            code.Constant("CropWidth", crop.Width, $"Width of the centre crop before measuring, in pixels: {crop.Width}.");
        }
    }

    private string Images => result.Estimate is null ? $"{Number(result.Images)} images" : EstimateText.Images(result);

    private void WriteChannels(string name, string meaning, IReadOnlyList<double> values, Func<WeightedStatistics, ImmutableArray<double>> margins)
    {
        string Estimate(int digits, params IEnumerable<int> of) =>
            Estimated(EstimateText.Of(result, all => of.Select(i => margins(all.For(dataset.Weighting))[i]), digits));

        code.Row(name, values.Select(value => (float)value), $"The {meaning} a channel ({channels}), full scale 1: {Row(values)}{Estimate(4, Enumerable.Range(0, values.Count))}.");
        for (var i = 0; i < values.Count; i++)
        {
            code.Constant(name + result.Channels[i], values[i], $"The {meaning} of channel {result.Channels[i]}, full scale 1: {values[i].ToString("R", CultureInfo.InvariantCulture)}{Estimate(6, i)}.");
        }
    }

    private void Write(HistogramSummary histogram)
    {
        Samples("Minimum", "smallest sample", histogram.Minimum);
        Samples("Maximum", "largest sample", histogram.Maximum);
        foreach (var (rank, values) in HistogramSummary.Ranks.Zip(histogram.Percentiles))
        {
            Samples(FormattableString.Invariant($"Percentile{rank}"), FormattableString.Invariant($"percentile {rank} of the samples"), values);
        }

        for (var i = 0; i < result.Channels.Length; i++)
        {
            code.Row("Histogram" + result.Channels[i], histogram.Bins[i], $"How often each sample value occurs in channel {result.Channels[i]}, in {HistogramSummary.BinCount} bins.");
        }
    }

    private void Samples(string name, string meaning, IReadOnlyList<int> values) =>
        code.Row(name, values, $"The {meaning} a channel ({channels}), 0–{(1 << result.Depth) - 1}: {string.Join(", ", values.Select(value => value.ToString(CultureInfo.InvariantCulture)))}.");

    private static string Estimated(string estimate) => estimate.Length == 0 ? string.Empty : ", " + estimate;

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Row(IEnumerable<double> values) =>
        string.Join(", ", values.Select(value => value.ToString("0.0000", CultureInfo.InvariantCulture)));
}
