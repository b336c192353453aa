using Datastamp.Measuring;
using Newtonsoft.Json.Linq;

namespace Datastamp.Locking;

/// <summary>Writes a video result as the lock holds it: a line a video, so that a difference of two locks names the videos.</summary>
public static class VideoResultJson
{
    /// <summary>The JSON of a result. Each of <c>rows</c> has the values that <c>columns</c> names.</summary>
    public static JObject Write(VideoResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new(
            new JProperty("definition", new JObject(result.Definition.Values.Select(value => new JProperty(value.Key, value.Value)))),
            new JProperty("fingerprint", result.Fingerprint),
            new JProperty("files", result.Files),
            new JProperty("bytes", result.Bytes),
            new JProperty("badFiles", new JArray(result.BadFiles.Select(file => Problem(file.Key, "reason", file.Reason)))),
            new JProperty("problems", new JArray(result.Videos.Where(video => video.Problem is not null).Select(video => Problem(video.Key, "problem", video.Problem!)))),
            new JProperty("columns", VideoRow.Columns),
            new JProperty("rows", new JArray(result.Videos.Select(VideoRow.Write))));
    }

    private static JObject Problem(string path, string name, string text) => new(new JProperty("path", path), new JProperty(name, text));
}
