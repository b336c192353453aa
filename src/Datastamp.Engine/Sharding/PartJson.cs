using System.Globalization;
using Datastamp.Locking;
using Datastamp.Statistics;
using Datastamp.Videos;
using Newtonsoft.Json.Linq;

namespace Datastamp.Sharding;

/// <summary>Writes parts as JSON. Sums, which may pass 2^53, are decimal strings; a file is a line.</summary>
internal static class PartJson
{
    /// <summary>The values of a line about an image.</summary>
    public const string ImageColumns = "bytes sha256 path";

    /// <summary>The values of a line about a file of which nothing is known but its identity.</summary>
    public const string UnknownColumns = "bytes identity path";

    public static JObject Write(Part part)
    {
        var json = new JObject(
            new JProperty("version", PartFile.Version),
            new JProperty("kind", part.Kind),
            new JProperty("shard", part.Shard.ToString()),
            new JProperty("name", part.Name),
            new JProperty("include", part.Include),
            new JProperty("definition", new JObject(part.Definition.Values.Select(value => new JProperty(value.Key, value.Value)))),
            new JProperty("program", part.Program));
        json.Add(part switch
        {
            ImagePart images => Write(images),
            VideoPart videos => Write(videos),
            _ => throw new NotSupportedException(part.Kind),
        });
        return json;
    }

    private static IEnumerable<JProperty> Write(ImagePart part)
    {
        if (part.Device is { } device)
        {
            yield return new("device", device);
        }

        yield return new("decoder", part.Decoder);
        yield return new("weighting", part.Weighting.ToString());
        yield return new("depth", part.Moments.Depth);
        yield return new("groups", new JArray(part.Moments.Groups.Select(Write)));
        if (part.Histogram is { } histogram)
        {
            yield return new("histogramDepth", histogram.Depth);
            yield return new("histogram", new JArray(histogram.Channels.Select(counts => Write(counts))));
        }

        yield return new("badFiles", new JArray(part.BadFiles.Select(file => Problem(file.Key, "reason", file.Reason))));
        yield return new("columns", ImageColumns);
        yield return new("rows", new JArray(part.Contents.Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Length} {file.Identity} {file.Key}"))));
    }

    private static IEnumerable<JProperty> Write(VideoPart part)
    {
        yield return new("segments", part.Segments);
        yield return new("profile", part.Profile.ToString());
        var facts = part.Probed.Select(file => file.Video.Facts).OfType<VideoFacts>().ToArray();
        yield return new("badFiles", new JArray(part.Probed.Where(file => file.Video.Flaw is not null).Select(file => Problem(file.Key, "reason", file.Video.Flaw!))));
        yield return new("problems", new JArray(facts.Where(video => video.Problem is not null).Select(video => Problem(video.Key, "problem", video.Problem!))));
        yield return new("damaged", new JArray(facts.Where(video => video.Health != VideoHealth.Whole).Select(video => Problem(video.Key, "health", video.Health.ToString()))));
        yield return new("columns", VideoRow.Columns);
        yield return new("rows", new JArray(facts.Select(VideoRow.Write)));
        yield return new("unknownColumns", UnknownColumns);
        yield return new("unknown", new JArray(part.Probed
            .Where(file => file.Video.Facts is null)
            .Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Video.Bytes} {file.Video.Identity} {file.Key}"))));
    }

    private static JObject Write(SizeGroup group) => new(
        new JProperty("pixels", group.PixelsPerImage),
        new JProperty("images", group.Images),
        new JProperty("sum", new JArray(group.Channels.Select(channel => Text(channel.Sum)))),
        new JProperty("sumOfSquares", new JArray(group.Channels.Select(channel => Text(channel.SumOfSquares)))));

    /// <summary>Pairs of a value and its count, one behind the other; most of 65 536 values do not occur.</summary>
    private static JArray Write(IEnumerable<long> counts) => new(counts.Index().Where(item => item.Item > 0).SelectMany(item => new[] { item.Index, item.Item }));

    private static JObject Problem(string path, string name, string text) => new(new JProperty("path", path), new JProperty(name, text));

    private static string Text(UInt128 value) => value.ToString(CultureInfo.InvariantCulture);
}
