using System.Globalization;
using Datastamp.Diagnostics;
using Datastamp.Locking;
using Datastamp.Sources;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Datastamp.Sharding;

/// <summary>Reads a part, trusting nothing: what is not as it must be is DS0401.</summary>
/// <param name="file">The part's file.</param>
/// <param name="json">Its content.</param>
internal abstract class PartReader(string file, JObject json) : LockEntryReader(file, "part")
{
    protected string File { get; } = file;

    protected JObject Json { get; } = json;

    protected Shard Shard { get; } = Shard.Parse((string?)(json["shard"] as JValue))
        ?? throw new DiagnosticException(Report.PartInvalid(file, "its shard is not as in '2/8'"));

    public static Part Read(string file, JObject json) => (json["kind"] as JValue)?.Value switch
    {
        "image" => new ImagePartReader(file, json).Read(),
        "video" => new VideoPartReader(file, json).Read(),
        _ => throw new DiagnosticException(Report.PartInvalid(file, "its kind is neither 'image' nor 'video'")),
    };

    /// <summary>The dataset's path as it was written.</summary>
    protected string Include() =>
        Text(Get(Json, "include")) is { Length: > 0 } path && !path.Contains('\0', StringComparison.Ordinal) ? path : throw Invalid(Json["include"]!, "include is no path");

    protected override DiagnosticException Invalid(JToken token, string reason)
    {
        IJsonLineInfo position = token;
        return new(Report.PartInvalid(File, reason, position.LineNumber, position.LinePosition));
    }

    /// <summary>A value that is one of a few words.</summary>
    protected T Word<T>(JToken parent, string key)
        where T : struct, Enum =>
        Text(Get(parent, key)) is var text && Enum.TryParse<T>(text, out var value) && Enum.IsDefined(value) && text == value.ToString() ? value : throw Invalid(parent[key]!, $"{key} is none of {string.Join(", ", Enum.GetNames<T>())}");

    /// <summary>A line of a length, an identity and a key that belongs to this shard.</summary>
    protected (long Length, string Identity, string Key) Line(JToken row, string columns)
    {
        var text = Text(row).Split(' ', 3);
        return text is [var length, var identity, var key] && long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
            ? (bytes, identity, Own(row, key))
            : throw Invalid(row, $"a line has '{columns}'");
    }

    /// <summary>A key, if it lies below the dataset's folder and belongs to this shard.</summary>
    protected string Own(JToken row, string key) =>
        !Sample.IsKey(key) ? throw Invalid(row, "a path lies below the dataset's folder")
            : Shard.Holds(key) ? key
            : throw Invalid(row, $"'{key}' is not of shard {Shard}");

    /// <summary>That files come in ordinal order, each once.</summary>
    protected void CheckOrder(IReadOnlyList<string> keys)
    {
        for (var i = 1; i < keys.Count; i++)
        {
            if (string.CompareOrdinal(keys[i - 1], keys[i]) >= 0)
            {
                throw Invalid(Json, $"paths are in ordinal order, each once: '{keys[i]}'");
            }
        }
    }
}
