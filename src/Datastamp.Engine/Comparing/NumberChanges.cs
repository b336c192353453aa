using System.Collections.Immutable;
using System.Globalization;
using Datastamp.Locking;
using Datastamp.Measuring;
using Newtonsoft.Json.Linq;

namespace Datastamp.Comparing;

/// <summary>Finds which numbers of a dataset's entry are not what they were. Names of files and definitions are none.</summary>
internal static class NumberChanges
{
    private static readonly string[] others = ["definition", "fingerprint", "badFiles", "problems", "columns", "rows", "channels", "device"];

    /// <summary>The changes from one result to another, in the order of the entry.</summary>
    public static ImmutableArray<NumberChange> Between(DatasetResult before, DatasetResult now)
    {
        var (old, current) = (Values(before), Values(now));
        return
        [
            .. old.Keys.Union(current.Keys, StringComparer.Ordinal)
                .Select(name => Change(name, old.GetValueOrDefault(name), current.GetValueOrDefault(name)))
                .OfType<NumberChange>(),
        ];
    }

    private static NumberChange? Change(string name, string? before, string? now) =>
        string.Equals(before, now, StringComparison.Ordinal) ? null : new(name, before, now, Number(now) - Number(before));

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static Dictionary<string, string?> Values(DatasetResult result)
    {
        var entry = result switch
        {
            ImageResult image => ImageResultJson.Write(image),
            VideoResult video => new JObject(
                new JProperty("files", video.Files),
                new JProperty("bytes", video.Bytes),
                new JProperty("videos", video.Videos.Length),
                new JProperty("frames", video.Frames),
                new JProperty("duration", video.Seconds)),
            _ => throw new NotSupportedException(result.GetType().Name),
        };
        return entry.Properties()
            .Where(property => !others.Contains(property.Name, StringComparer.Ordinal))
            .SelectMany(property => property.DescendantsAndSelf().OfType<JValue>())
            .ToDictionary(value => value.Path, value => (string?)value, StringComparer.Ordinal);
    }
}
