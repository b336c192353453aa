using System.Collections.Immutable;
using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Videos;

namespace Datastamp.Comparing;

/// <summary>The files of a video dataset, told apart by all that is known of them: an identity need not cover that.</summary>
internal static class VideoFiles
{
    private static readonly string[] columns = VideoRow.Columns.Split(' ');

    /// <summary>The files that a result is of, in ordinal order of their keys.</summary>
    public static ImmutableArray<FileEntry> Of(VideoResult result) =>
    [
        .. result.Videos.Select(video => new FileEntry(video.Key, video.Bytes, $"{Facts(video)} {video.Problem}"))
            .Concat(result.BadFiles.Select(file => new FileEntry(file.Key, 0, "bad: " + file.Reason)))
            .OrderBy(file => file.Key, StringComparer.Ordinal),
    ];

    /// <summary>Which of its files are not what they were.</summary>
    public static ImmutableArray<FileChange> Changes(VideoResult before, VideoResult now)
    {
        var (old, current) = (ByKey(before), ByKey(now));
        return FileChanges.Between(Of(before), Of(now), now.BadFiles, key => Describe(old.GetValueOrDefault(key), current.GetValueOrDefault(key)));
    }

    private static Dictionary<string, VideoFacts> ByKey(VideoResult result) => result.Videos.ToDictionary(video => video.Key, StringComparer.Ordinal);

    private static string? Describe(VideoFacts? before, VideoFacts? now) => before is null || now is null
        ? null
        : string.Join(", ", columns
            .Zip(Facts(before).Split(' '), Facts(now).Split(' '))
            .Where(value => !string.Equals(value.Second, value.Third, StringComparison.Ordinal))
            .Select(value => $"{value.First} {Short(value.Second)} -> {Short(value.Third)}"));

    private static string Facts(VideoFacts video) => VideoRow.Write(video with { Key = string.Empty });

    /// <summary>An identity is too long to be read.</summary>
    private static string Short(string value) => value.Length > 24 ? value[..16] + "\u2026" : value;
}
