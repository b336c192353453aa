using System.Globalization;
using Datastamp.Definitions;
using Datastamp.Measuring;

namespace Datastamp.Output;

/// <summary>Writes the class of one image dataset.</summary>
internal sealed class ImageClassWriter(CodeText code, ImageDataset dataset, ImageResult result)
{
    /// <summary>Every member that a class may have.</summary>
    public static readonly IReadOnlyList<string> Members =
    [
        "ImageCount", "PixelCount", "BitDepth", "Fingerprint", "Weighting", "Color", "Orientation", "Interpolation",
        "ResizeHeight", "ResizeWidth", "ResizeShortSide", "CropHeight", "CropWidth", "Mean", "Std", "Minimum", "Maximum",
        .. HistogramSummary.Ranks.Select(rank => FormattableString.Invariant($"Percentile{rank}")),
        .. new[] { "Mean", "Std", "Histogram" }.SelectMany(name => new[] { "R", "G", "B", "Gray" }, (name, channel) => name + channel),
    ];

    private readonly string channels = string.Join(", ", result.Channels);

    public void Write(string identifier)
    {
        var statistics = result.Statistics.For(dataset.Weighting);
        code.Summary($"{dataset.Name}: {Number(result.Images)} images of {dataset.Include}. Mean {Row(statistics.Mean)}, std {Row(statistics.Std)} ({channels}; full scale 1).");
        code.Line($"public static class {CSharpText.Identifier(identifier)}");
        code.Open();
        WriteCounts();
        WritePreprocessing();
        WriteChannels("Mean", "mean", statistics.Mean);
        WriteChannels("Std", "standard deviation", statistics.Std);
        if (result.Histogram is { } histogram)
        {
            Write(histogram);
        }

        code.Close();
    }

    private void WriteCounts()
    {
        Constant("int", "ImageCount", Text(result.Images), $"Number of measured images: {Number(result.Images)}.");
        Constant("long", "PixelCount", Text(result.Pixels), $"Number of measured pixels, after resize and crop: {Number(result.Pixels)}.");
        Constant("int", "BitDepth", Text(result.Depth), $"Bits of a sample: {result.Depth}, full scale {(1 << result.Depth) - 1}.");
        Constant("string", "Fingerprint", CSharpText.Literal(result.Fingerprint), "The data's identity: names, sizes and contents of all files.");
    }

    private void WritePreprocessing()
    {
        var preprocessing = dataset.Preprocessing;
        Constant("string", "Weighting", CSharpText.Literal(dataset.Weighting.ToString()), $"How images of different sizes count: {dataset.Weighting}.");
        Constant("string", "Color", CSharpText.Literal(preprocessing.ColorName), $"The channels and their order: {channels}.");
        Constant("string", "Orientation", CSharpText.Literal(preprocessing.Orientation.ToString()), $"What was done with the EXIF orientation: {preprocessing.Orientation}.");
        if (preprocessing.Resize is { } resize)
        {
            var filter = preprocessing.Interpolation;
            Constant("string", "Interpolation", CSharpText.Literal(filter.ToString()), $"The filter of the resize before measuring: {filter}, as Pillow defines it.");
            if (resize.Width is { } width)
            {
                Constant("int", "ResizeHeight", Text(resize.Height), $"Height that images were resized to, in pixels: {resize.Height}.");
                Constant("int", "ResizeWidth", Text(width), $"Width that images were resized to, in pixels: {width}.");
            }
            else
            {
                Constant("int", "ResizeShortSide", Text(resize.Height), $"Short side that images were resized to, in pixels: {resize.Height}.");
            }
        }

        if (preprocessing.CenterCrop is { } crop)
        {
            Constant("int", "CropHeight", Text(crop.Height), $"Height of the centre crop before measuring, in pixels: {crop.Height}.");
            Constant("int", "CropWidth", Text(crop.Width), $"Width of the centre crop before measuring, in pixels: {crop.Width}.");
        }
    }

    private void WriteChannels(string name, string meaning, IReadOnlyList<double> values)
    {
        Span("float", name, values.Select(value => CSharpText.Literal((float)value)), $"The {meaning} a channel ({channels}), full scale 1: {Row(values)}.");
        for (var i = 0; i < values.Count; i++)
        {
            Constant("double", name + result.Channels[i], CSharpText.Literal(values[i]), $"The {meaning} of channel {result.Channels[i]}, full scale 1: {values[i].ToString("R", CultureInfo.InvariantCulture)}.");
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
            Span("long", "Histogram" + result.Channels[i], histogram.Bins[i].Select(count => Text(count)), $"How often each sample value occurs in channel {result.Channels[i]}, in {HistogramSummary.BinCount} bins.");
        }
    }

    private void Samples(string name, string meaning, IReadOnlyList<int> values) =>
        Span("int", name, values.Select(value => Text(value)), $"The {meaning} a channel ({channels}), 0–{(1 << result.Depth) - 1}: {string.Join(", ", values.Select(value => Text(value)))}.");

    private void Constant(string type, string name, string value, string summary)
    {
        code.Summary(summary);
        code.Line($"public const {type} {name} = {value};");
        code.Line();
    }

    /// <summary>The array never exists at run time where spans do: the compiler points into the assembly's data.</summary>
    private void Span(string type, string name, IEnumerable<string> values, string summary)
    {
        var array = $"new {type}[] {{ {string.Join(", ", values)} }}";
        code.Summary(summary);
        code.Line("#if NETCOREAPP || NETSTANDARD2_1_OR_GREATER");
        code.Line($"public static global::System.ReadOnlySpan<{type}> {name} => {array};");
        code.Line("#else");
        code.Line($"public static {type}[] {name} => {array};");
        code.Line("#endif");
        code.Line();
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Row(IEnumerable<double> values) =>
        string.Join(", ", values.Select(value => value.ToString("0.0000", CultureInfo.InvariantCulture)));
}
