using Datastamp.Measuring;
using Datastamp.Statistics;
using Newtonsoft.Json.Linq;

namespace Datastamp.Locking;

/// <summary>Writes an image result as JSON: the form of lock entries and of <c>datastamp images --json</c>.</summary>
public static class ImageResultJson
{
    /// <summary>The JSON of a result. Integers that may pass 2^53 are decimal strings.</summary>
    public static JObject Write(ImageResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var json = new JObject(
            new JProperty("definition", new JObject(result.Definition.Values.Select(value => new JProperty(value.Key, value.Value)))),
            new JProperty("fingerprint", result.Fingerprint),
            new JProperty("files", result.Files),
            new JProperty("images", result.Images),
            new JProperty("pixels", result.Pixels),
            new JProperty("bytes", result.Bytes),
            new JProperty("depth", result.Depth),
            new JProperty("channels", new JArray(result.Channels)),
            new JProperty("sum", new JArray(result.Sum.Select(Text))),
            new JProperty("sumOfSquares", new JArray(result.SumOfSquares.Select(Text))),
            new JProperty("mixed", Write(result.Statistics.Mixed)),
            new JProperty("pixel", Write(result.Statistics.Pixels)),
            new JProperty("image", Write(result.Statistics.Images)),
            new JProperty("badFiles", new JArray(result.BadFiles.Select(file =>
                new JObject(new JProperty("path", file.Key), new JProperty("reason", file.Reason))))),
            new JProperty("decoder", result.Decoder));
        if (result.Estimate is { } estimate)
        {
            json["estimate"] = Write(estimate);
        }

        if (result.Device is { } device)
        {
            json["device"] = device;
        }

        if (result.Histogram is { } histogram)
        {
            json["histogram"] = Write(histogram);
        }

        return json;
    }

    private static JObject Write(WeightedStatistics statistics) => new(
        new JProperty("mean", new JArray(statistics.Mean)),
        new JProperty("std", new JArray(statistics.Std)));

    /// <summary>Half the widths of the intervals, in the members that the statistics have.</summary>
    private static JObject Write(SampleEstimate estimate) => new(
        new JProperty("filesChosen", estimate.FilesChosen),
        new JProperty("effectiveImages", estimate.EffectiveImages),
        new JProperty("confidence", EstimationMargins.Confidence),
        new JProperty("mixed", Write(estimate.Margins.Mixed)),
        new JProperty("pixel", Write(estimate.Margins.Pixels)),
        new JProperty("image", Write(estimate.Margins.Images)));

    private static JObject Write(HistogramSummary histogram) => new(
        new JProperty("min", new JArray(histogram.Minimum)),
        new JProperty("max", new JArray(histogram.Maximum)),
        new JProperty("percentiles", new JObject(HistogramSummary.Ranks.Zip(
            histogram.Percentiles, (rank, values) => new JProperty(FormattableString.Invariant($"{rank}"), new JArray(values))))),
        new JProperty("bins", new JArray(histogram.Bins.Select(channel => new JArray(channel)))));

    private static string Text(UInt128 value) => FormattableString.Invariant($"{value}");
}
