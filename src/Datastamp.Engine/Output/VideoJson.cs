using System.Collections.Immutable;
using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Videos;
using Newtonsoft.Json.Linq;

namespace Datastamp.Output;

/// <summary>Writes videos as JSON for other programs: the form of <c>datastamp videos --json</c>, of artifacts and of JSON Lines.</summary>
public static class VideoJson
{
    /// <summary>
    /// An object: times are seconds, <c>fpsNum/fpsDen</c> is the exact frame rate, and <c>segments</c>, the frame indices of the
    /// dataset's segments from 0, is there where the dataset has segments.
    /// </summary>
    /// <param name="dataset">The dataset that the video belongs to.</param>
    /// <param name="facts">What is known of the video.</param>
    public static JObject Write(VideoDataset dataset, VideoFacts facts)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(facts);
        return Write(VideoColumns.For(dataset), facts);
    }

    /// <summary>
    /// <c>videos</c>, all of which anything is known, bad ones included; <c>badFiles</c>; <c>files</c> and <c>bytes</c> of all
    /// selected files; <c>frames</c> and <c>duration</c> of the whole, valid videos; <c>fingerprint</c>.
    /// </summary>
    /// <param name="dataset">What was measured.</param>
    /// <param name="measurement">What was found.</param>
    public static JObject WriteAll(VideoDataset dataset, VideoMeasurement measurement)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        var result = VideoResult.From(dataset, measurement);
        return new(
            new JProperty("videos", Rows(dataset, measurement.Videos)),
            new JProperty("badFiles", BadFiles(result)),
            new JProperty("files", result.Files),
            new JProperty("bytes", result.Bytes),
            new JProperty("frames", result.Frames),
            new JProperty("duration", result.Seconds),
            new JProperty("fingerprint", result.Fingerprint));
    }

    /// <summary>An array of <see cref="Write(VideoDataset, VideoFacts)"/>.</summary>
    internal static JArray Rows(VideoDataset dataset, IEnumerable<VideoFacts> videos)
    {
        var columns = VideoColumns.For(dataset);
        return new(videos.Select(facts => Write(columns, facts)));
    }

    internal static JArray BadFiles(DatasetResult result) =>
        new(result.BadFiles.Select(file => new JObject(new JProperty("path", file.Key), new JProperty("reason", file.Reason))));

    private static JObject Write(ImmutableArray<VideoColumn> columns, VideoFacts facts) =>
        new(columns.Select(column => new JProperty(column.Name, column.Value(facts) switch
        {
            int[] row => new JArray(row),
            var value => value,
        })));
}
