using Datastamp.Locking;
using Datastamp.Probing;
using Datastamp.Videos;
using Newtonsoft.Json.Linq;

namespace Datastamp.Guarding;

/// <summary>What came of probing a file, between two processes of one build of this program.</summary>
internal static class ProbedVideoJson
{
    public static JObject Write(ProbedVideo video) => new(
        new JProperty("identity", video.Identity),
        new JProperty("bytes", video.Bytes),
        new JProperty("flaw", video.Flaw),
        new JProperty("row", video.Facts is { } facts ? VideoRow.Write(facts) : null),
        new JProperty("problem", video.Facts?.Problem),
        new JProperty("health", video.Facts?.Health.ToString()));

    /// <exception cref="FormatException">It is not what was written.</exception>
    public static ProbedVideo Read(string key, JObject json) => new(
        (string?)json["identity"] ?? throw new FormatException("There is no identity."),
        (long?)json["bytes"] ?? throw new FormatException("There is no length."),
        (string?)json["row"] is { } row
            ? VideoRow.Parse(row) with
            {
                Key = key,
                Problem = (string?)json["problem"],
                Health = Enum.TryParse<VideoHealth>((string?)json["health"], out var health) ? health : throw new FormatException("There is no health."),
            }
            : null,
        (string?)json["flaw"]);
}
