using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using Datastamp.Measuring;
using Datastamp.Statistics;
using Newtonsoft.Json.Linq;

namespace Datastamp.Sharding;

/// <summary>Reads a part of an image dataset.</summary>
internal sealed class ImagePartReader(string file, JObject json) : PartReader(file, json)
{
    private static readonly SearchValues<char> hexDigits = SearchValues.Create("0123456789abcdef");

    public ImagePart Read()
    {
        var definition = Definition(Json);
        var channels = ImagePart.ChannelsOf(definition).Count;
        var depth = (int)Count(Json, "depth", 16);
        if (channels == 0 || depth is not (8 or 16))
        {
            throw Invalid(Json, "its color is none of RGB, BGR, Gray, or its depth neither 8 nor 16");
        }

        if (definition.Values.Any(value => value.Key is "sample"))
        {
            throw Invalid(Json, "a part is of all files of its shard, and of no sample");
        }

        var contents = Row(Json, "rows", Content);
        CheckOrder([.. contents.Select(content => content.Key)]);
        var part = new ImagePart
        {
            File = File,
            Shard = Shard,
            Name = Text(Get(Json, "name")),
            Include = Include(),
            Definition = definition,
            Program = Text(Get(Json, "program")),
            Device = Json["device"] is { } device ? Text(device) : null,
            Decoder = Text(Get(Json, "decoder")),
            Weighting = Word<Weighting>(Json, "weighting"),
            Moments = DatasetMoments.FromGroups(depth, channels, Row(Json, "groups", group => Group(group, channels))),
            Histogram = Json["histogram"] is null ? null : Histogram(channels),
            Contents = contents,
            BadFiles = BadFiles(Json),
        };
        Check(part);
        return part;
    }

    /// <summary>What is said twice must be the same.</summary>
    private void Check(ImagePart part)
    {
        CheckOrder([.. part.BadFiles.Select(bad => bad.Key)]);
        var keys = part.Contents.Select(content => content.Key).ToHashSet(StringComparer.Ordinal);
        if (part.BadFiles.FirstOrDefault(bad => !keys.Contains(bad.Key)) is { } stranger)
        {
            throw Invalid(Json["badFiles"]!, $"'{stranger.Key}' is none of its files");
        }

        if (part.Moments.Images != part.Files - part.BadFiles.Length)
        {
            throw Invalid(Json["groups"]!, "its groups have not as many images as it has good files");
        }

        var isCounted = part.Definition.Values.Any(value => value is { Key: "histogram", Value: "true" });
        if (isCounted != part.Histogram is not null)
        {
            throw Invalid(Json, "there is a histogram if the definition says so, and only then");
        }

        if (part.Histogram is { } histogram && (histogram.Depth != part.Moments.Depth
            || Enumerable.Range(0, part.Moments.ChannelCount).Any(channel => histogram.Moments(channel) != part.Moments.Channel(channel))))
        {
            throw Invalid(Json["histogram"]!, "its histogram and its sums are not of the same samples");
        }
    }

    private FileEntry Content(JToken row)
    {
        var (length, hash, key) = Line(row, PartJson.ImageColumns);
        return length <= Array.MaxLength && hash.Length == 64 && !hash.AsSpan().ContainsAnyExcept(hexDigits)
            ? new(key, length, hash)
            : throw Invalid(row, $"a line has '{PartJson.ImageColumns}'");
    }

    private SizeGroup Group(JToken group, int channels)
    {
        var (pixels, images) = (Count(group, "pixels", Array.MaxLength), Count(group, "images", int.MaxValue));
        var (sums, squares) = (Row(group, "sum", Integer), Row(group, "sumOfSquares", Integer));
        return sums.Length == channels && squares.Length == channels
            ? new(pixels, images, [.. sums.Zip(squares, (sum, square) => new ChannelMoments(pixels * images, sum, square))])
            : throw Invalid(group, $"a group has {channels} sums and sums of squares");
    }

    private Histogram Histogram(int channels)
    {
        var depth = (int)Count(Json, "histogramDepth", 16);
        var values = SampleDepth.FullScale(depth) + 1;

        // Before any is read: an empty one takes two characters here, and half a megabyte of memory.
        return Json["histogram"] is JArray { Count: var count } && count == channels
            ? Statistics.Histogram.FromCounts(depth, Row(Json, "histogram", channel => Counts(channel, values)))
            : throw Invalid(Json["histogram"]!, $"there are {channels} channels");
    }

    private ImmutableArray<long> Counts(JToken channel, int values)
    {
        var counts = new long[values];
        var last = -1L;
        foreach (var pair in (channel as JArray ?? throw Invalid(channel, "a channel is an array")).Chunk(2))
        {
            var value = Long(pair[0], values - 1);
            if (pair.Length != 2 || value <= last)
            {
                throw Invalid(channel, "a channel has pairs of a value and its count, in ascending order");
            }

            last = value;
            counts[value] = Long(pair[1], long.MaxValue);
        }

        return [.. counts];
    }

    private UInt128 Integer(JToken token) =>
        UInt128.TryParse(Text(token), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : throw Invalid(token, "a whole number in decimal was expected");
}
