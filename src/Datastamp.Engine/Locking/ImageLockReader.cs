using System.Collections.Immutable;
using System.Globalization;
using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Statistics;
using Newtonsoft.Json.Linq;

namespace Datastamp.Locking;

/// <summary>Reads the entry of an image dataset from a lock, trusting nothing.</summary>
internal sealed class ImageLockReader : LockEntryReader
{
    private ImageLockReader(string path, string name)
        : base(path, name)
    {
    }

    public static ImageResult Read(string path, string name, JToken entry) => new ImageLockReader(path, name).Read(entry);

    private ImageResult Read(JToken entry)
    {
        var definition = Record(entry, "definition");
        var channels = Row(entry, "channels", Text);
        if (channels.IsEmpty || !channels.SequenceEqual(ImagePreprocessing.ChannelsOf((string?)(definition["color"] as JValue)), StringComparer.Ordinal))
        {
            throw Invalid(entry["channels"]!, "channels are not those of the definition's color");
        }

        if (definition["histogram"] is JValue { Value: "true" } != entry["histogram"] is not null)
        {
            throw Invalid(entry, "there is a histogram if the definition says so, and only then");
        }

        ImmutableArray<T> Each<T>(JToken parent, string key, Func<JToken, T> read) =>
            Row(parent, key, read) is var row && row.Length == channels.Length
                ? row
                : throw Invalid(parent[key]!, $"{key} has {channels.Length} values");

        if (definition["sample"] is not null != entry["estimate"] is not null)
        {
            throw Invalid(entry, "there is an estimate if the definition has a sample, and only then");
        }

        ImageStatistics Statistics(JToken parent) => new(Weighted(Get(parent, "mixed")), Weighted(Get(parent, "pixel")), Weighted(Get(parent, "image")));

        WeightedStatistics Weighted(JToken statistics) => new(Each(statistics, "mean", Number), Each(statistics, "std", Number));

        return new()
        {
            Definition = Definition(entry),
            Fingerprint = Text(Get(entry, "fingerprint")),
            Files = (int)Count(entry, "files", int.MaxValue),
            Images = Count(entry, "images", int.MaxValue),
            Pixels = Count(entry, "pixels"),
            Bytes = Count(entry, "bytes"),
            Depth = Count(entry, "depth") is var depth and (8 or 16) ? (int)depth : throw Invalid(entry["depth"]!, "depth is 8 or 16"),
            Channels = channels,
            Sum = Each(entry, "sum", Integer),
            SumOfSquares = Each(entry, "sumOfSquares", Integer),
            Statistics = Statistics(entry),
            Estimate = entry["estimate"] is { } estimate ? Estimate(estimate, Statistics) : null,
            Histogram = entry["histogram"] is { } histogram ? Histogram(histogram, channels.Length) : null,
            BadFiles = BadFiles(entry),
            Device = entry["device"] is { } device ? Text(device) : null,
            Decoder = Text(Get(entry, "decoder")),
        };
    }

    private SampleEstimate Estimate(JToken token, Func<JToken, ImageStatistics> statistics) =>
        Get(token, "confidence") is JValue { Value: EstimationMargins.Confidence }
            ? new((int)Count(token, "filesChosen", int.MaxValue), (int)Count(token, "effectiveImages", int.MaxValue), statistics(token))
            : throw Invalid(token, FormattableString.Invariant($"confidence is {EstimationMargins.Confidence}"));

    private HistogramSummary Histogram(JToken token, int channels)
    {
        ImmutableArray<T> Each<T>(JToken parent, string key, Func<JToken, T> read) =>
            Row(parent, key, read) is var row && row.Length == channels ? row : throw Invalid(parent, $"{key} has {channels} values");

        int Sample(JToken value) => (int)Long(value, ushort.MaxValue);

        return new(
            Each(token, "min", Sample),
            Each(token, "max", Sample),
            [.. HistogramSummary.Ranks.Select(rank => Each(Get(token, "percentiles"), rank.ToString(CultureInfo.InvariantCulture), Sample))],
            Each<ImmutableArray<long>>(token, "bins", channel => channel is JArray { Count: HistogramSummary.BinCount } bins
                ? [.. bins.Select(bin => Long(bin, long.MaxValue))]
                : throw Invalid(channel, $"bins have {HistogramSummary.BinCount} values a channel")));
    }

    private UInt128 Integer(JToken token) =>
        UInt128.TryParse(Text(token), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Invalid(token, "a whole number in decimal was expected");

    private double Number(JToken token) =>
        token is JValue { Value: double or long } number && number.Value<double>() is >= 0 and <= 1 and var value
            ? value
            : throw Invalid(token, "a number from 0 to 1 was expected");
}
