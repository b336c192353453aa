using Datastamp.Definitions;
using Datastamp.Locking;
using Datastamp.Measuring;
using Newtonsoft.Json.Linq;

namespace Datastamp.Output;

/// <summary>Writes what is known of a project's datasets as one JSON object.</summary>
public static class DatasetsJson
{
    /// <summary>The version that is written. It grows when a member changes its meaning or goes, not when one is added.</summary>
    public const int Version = 1;

    /// <summary>
    /// <c>version</c>, <c>project</c>, and <c>images</c>: an object a dataset, with <c>name</c>, <c>include</c>,
    /// <c>weighting</c>, <c>mean</c> and <c>std</c> a channel in that weighting (full scale 1; estimates where there is an <c>estimate</c>), and all members that
    /// <see cref="ImageResultJson"/> writes; and <c>videos</c>: an object a dataset, with <c>name</c>, <c>include</c>,
    /// <c>segments</c>, <c>profile</c>, <c>definition</c>, <c>fingerprint</c>, <c>files</c>, <c>bytes</c>, <c>frames</c>,
    /// <c>duration</c> in seconds, <c>badFiles</c>, and in <c>videos</c> an object a video, as <see cref="VideoJson"/> writes it.
    /// </summary>
    /// <param name="project">The project's name.</param>
    /// <param name="known">The datasets and what is known of them.</param>
    public static JObject Write(string project, KnownDatasets known)
    {
        ArgumentNullException.ThrowIfNull(known);
        return new(
            new JProperty("version", Version),
            new JProperty("project", project),
            new JProperty("images", new JArray(known.Images.Select(item => Write(item.Dataset, item.Result)))),
            new JProperty("videos", new JArray(known.Videos.Select(item => Write(item.Dataset, item.Result)))));
    }

    private static JObject Write(ImageDataset dataset, ImageResult result)
    {
        var statistics = result.Statistics.For(dataset.Weighting);
        return new(
        [
            new JProperty("name", dataset.Name),
            new JProperty("include", dataset.Include),
            new JProperty("weighting", dataset.Weighting.ToString()),
            new JProperty("mean", new JArray(statistics.Mean)),
            new JProperty("std", new JArray(statistics.Std)),
            .. ImageResultJson.Write(result).Properties(),
        ]);
    }

    private static JObject Write(VideoDataset dataset, VideoResult result) => new(
        new JProperty("name", dataset.Name),
        new JProperty("include", dataset.Include),
        new JProperty("segments", dataset.Segments),
        new JProperty("profile", dataset.Profile.ToString()),
        new JProperty("definition", new JObject(result.Definition.Values.Select(value => new JProperty(value.Key, value.Value)))),
        new JProperty("fingerprint", result.Fingerprint),
        new JProperty("files", result.Files),
        new JProperty("bytes", result.Bytes),
        new JProperty("frames", result.Frames),
        new JProperty("duration", result.Seconds),
        new JProperty("badFiles", VideoJson.BadFiles(result)),
        new JProperty("videos", VideoJson.Rows(dataset, result.Videos)));
}
