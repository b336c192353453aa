using Datastamp.Definitions;
using Datastamp.Locking;
using Datastamp.Probing;
using Datastamp.Sampling;
using Datastamp.Videos;
using Newtonsoft.Json.Linq;

namespace Datastamp.Sharding;

/// <summary>Reads a part of a video dataset.</summary>
internal sealed class VideoPartReader(string file, JObject json) : PartReader(file, json)
{
    // Lengths of all files still add up to a long.
    private const long LargestVideo = 1L << 40;

    public VideoPart Read()
    {
        if (Text(Get(Json, "columns")) != VideoRow.Columns)
        {
            throw Invalid(Json["columns"]!, $"columns are '{VideoRow.Columns}'");
        }

        var profile = Word<SamplingProfile>(Json, "profile");
        if (!VideoMetadata.Profile.Allowed.Any(allowed => allowed.Value == profile))
        {
            throw Invalid(Json["profile"]!, "the profile is none that manifests have");
        }

        var flaws = ByPath("badFiles", "reason");
        var problems = ByPath("problems", "problem");
        var health = ByPath("damaged", "health");
        var probed = Row(Json, "rows", row => Known(row, flaws, problems, health))
            .Concat(Row(Json, "unknown", row => Unknown(row, flaws)))
            .OrderBy(video => video.Key, StringComparer.Ordinal)
            .ToArray();
        CheckOrder([.. probed.Select(video => video.Key)]);
        if (Array.Find(probed, item => item.Video.Bytes > LargestVideo) is { Key: { } key })
        {
            throw Invalid(Json["rows"]!, $"'{key}' is larger than any file");
        }

        return new()
        {
            File = File,
            Shard = Shard,
            Name = Text(Get(Json, "name")),
            Include = Include(),
            Definition = Definition(Json),
            Program = Text(Get(Json, "program")),
            Segments = (int)Count(Json, "segments", VideoDataset.MaxSegments),
            Profile = profile,
            Probed = [.. probed],
        };
    }

    private (string Key, ProbedVideo Video) Known(JToken row, Dictionary<string, string> flaws, Dictionary<string, string> problems, Dictionary<string, string> health)
    {
        try
        {
            var facts = VideoRow.Parse(Text(row));
            Own(row, facts.Key);
            facts = facts with { Problem = problems.GetValueOrDefault(facts.Key), Health = Health(row, health.GetValueOrDefault(facts.Key)) };
            var flaw = flaws.GetValueOrDefault(facts.Key);
            return flaw is null == (facts is { Health: VideoHealth.Whole, FrameCount: > 0 })
                ? (facts.Key, new(facts.Identity, facts.Bytes, facts, flaw))
                : throw Invalid(row, "a whole video has frames, and any other is among the bad files");
        }
        catch (FormatException e)
        {
            throw Invalid(row, e.Message);
        }
    }

    private (string Key, ProbedVideo Video) Unknown(JToken row, Dictionary<string, string> flaws)
    {
        var (length, identity, key) = Line(row, PartJson.UnknownColumns);
        return flaws.TryGetValue(key, out var flaw)
            ? (key, new(identity, length, Facts: null, flaw))
            : throw Invalid(row, "a file of which nothing is known is among the bad files");
    }

    private VideoHealth Health(JToken row, string? text) =>
        text is null ? VideoHealth.Whole
            : Enum.TryParse<VideoHealth>(text, out var health) && Enum.IsDefined(health) && text == health.ToString() && health != VideoHealth.Whole ? health
            : throw Invalid(row, $"'{text}' is no damage");

    private Dictionary<string, string> ByPath(string key, string value) =>
        Row(Json, key, item => KeyValuePair.Create(Text(Get(item, "path")), Text(Get(item, value))))
            .DistinctBy(item => item.Key, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);
}
