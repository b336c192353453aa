using Datastamp.Definitions;
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
    /// <c>weighting</c>, <c>mean</c> and <c>std</c> a channel in that weighting (full scale 1), and all members that
    /// <see cref="ImageResultJson"/> writes.
    /// </summary>
    /// <param name="project">The project's name.</param>
    /// <param name="results">The datasets and what is known of them, in the project's order.</param>
    public static JObject Write(string project, IReadOnlyList<(ImageDataset Dataset, ImageResult Result)> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        return new(
            new JProperty("version", Version),
            new JProperty("project", project),
            new JProperty("images", new JArray(results.Select(item => Write(item.Dataset, item.Result)))));
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
}
