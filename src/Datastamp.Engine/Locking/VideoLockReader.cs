using System.Collections.Immutable;
using Datastamp.Measuring;
using Datastamp.Sources;
using Datastamp.Videos;
using Newtonsoft.Json.Linq;

namespace Datastamp.Locking;

/// <summary>Reads the entry of a video dataset from a lock.</summary>
internal sealed class VideoLockReader : LockEntryReader
{
    private VideoLockReader(string path, string name)
        : base(path, name)
    {
    }

    public static VideoResult Read(string path, string name, JToken entry) => new VideoLockReader(path, name).Read(entry);

    private VideoResult Read(JToken entry)
    {
        if (!string.Equals(Text(Get(entry, "columns")), VideoRow.Columns, StringComparison.Ordinal))
        {
            throw Invalid(entry["columns"]!, $"columns are '{VideoRow.Columns}'");
        }

        var problems = Row(entry, "problems", item => KeyValuePair.Create(Text(Get(item, "path")), Text(Get(item, "problem"))))
            .DistinctBy(item => item.Key, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);
        var videos = Row(entry, "rows", row => Video(row, problems));
        CheckOrder(entry, videos);
        var badFiles = BadFiles(entry);
        if (videos.Select(video => video.Key).Intersect(badFiles.Select(file => file.Key), StringComparer.Ordinal).FirstOrDefault() is { } both)
        {
            throw Invalid(entry["badFiles"]!, $"'{both}' is also among its videos");
        }

        return new()
        {
            Definition = Definition(entry),
            Fingerprint = Text(Get(entry, "fingerprint")),
            Files = (int)Count(entry, "files", int.MaxValue),
            Bytes = Count(entry, "bytes"),
            BadFiles = badFiles,
            Videos = videos,
        };
    }

    private VideoFacts Video(JToken row, Dictionary<string, string> problems)
    {
        try
        {
            var video = VideoRow.Read(Text(row));
            return !Sample.IsKey(video.Key) ? throw Invalid(row, "a path lies below the dataset's folder")
                : problems.TryGetValue(video.Key, out var problem) ? video with { Problem = problem }
                : video;
        }
        catch (FormatException e)
        {
            throw Invalid(row, e.Message);
        }
    }

    private void CheckOrder(JToken entry, ImmutableArray<VideoFacts> videos)
    {
        for (var i = 1; i < videos.Length; i++)
        {
            if (string.CompareOrdinal(videos[i - 1].Key, videos[i].Key) >= 0)
            {
                throw Invalid(entry["rows"]![i]!, "paths are in ordinal order, each once");
            }
        }
    }
}
