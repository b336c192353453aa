using System.Globalization;
using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Output.Languages;

namespace Datastamp.Output;

/// <summary>Writes the class of one video dataset.</summary>
internal sealed class VideoClassWriter(LanguageCode code, VideoDataset dataset, VideoResult result, ClipDataWriter data)
{
    /// <summary>The most numbers that are literals: compilers take microseconds for each. More become data.</summary>
    public const int MaxLiterals = 1 << 15;

    /// <summary>Every member that a class may have, those included that are of use to itself alone.</summary>
    public static readonly IReadOnlyList<string> Members =
    [
        "ClipCount", "FrameCount", "Duration", "Width", "Height", "Segments", "Fingerprint", "Labels", "All",
        "Clip", "ClipList", "ClipEnumerator", "Columns",
    ];

    private readonly long frames = result.Videos.Sum(video => (long)video.FrameCount);
    private readonly double duration = result.Videos.Sum(video => video.Duration.ToDouble());
    private readonly (int Width, int Height)[] sizes = [.. result.Videos.Select(video => (video.Width, video.Height)).Distinct()];

    public void Write(string identifier)
    {
        var indices = dataset.Segments > 0 ? $"; {dataset.Segments} segment indices each" : string.Empty;
        code.OpenClass(identifier, $"{dataset.Name}: {Number(result.Videos.Length)} clips of {dataset.Include}. {Number(frames)} frames, {Time(duration)}; {Sizes()}{indices}.");
        WriteConstants();
        code.Clips(Stored(Clips()));
        code.CloseClass();
    }

    private void WriteConstants()
    {
        code.Constant("ClipCount", result.Videos.Length, $"Number of clips: {Number(result.Videos.Length)}.");
        code.Constant("FrameCount", frames, $"Number of frames of all clips: {Number(frames)}.");
        code.Constant("Duration", duration, $"Duration of all clips in seconds: {Time(duration)}.");
        if (sizes is [var (width, height)])
        {
            code.Constant("Width", width, $"Width of every clip's frames in pixels, before rotation: {width}.");
            code.Constant("Height", height, $"Height of every clip's frames in pixels, before rotation: {height}.");
        }

        if (dataset.Segments > 0)
        {
            code.Constant("Segments", dataset.Segments, $"Number of segment indices of each clip: {dataset.Segments}.");
        }

        code.Constant("Fingerprint", result.Fingerprint, "The data's identity: names, sizes and contents of all files.");
    }

    private ClipMembers Clips()
    {
        var videos = result.Videos;
        var folders = videos.Select(video => video.Label).ToArray();
        var labels = folders.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var labelIndices = labels.Index().ToDictionary(label => label.Item, label => label.Index, StringComparer.Ordinal);
        var keys = videos.Select(video => AtomicFile.Encode(video.Key)).ToArray();
        var offsets = new int[videos.Length + 1];
        for (var i = 0; i < videos.Length; i++)
        {
            offsets[i + 1] = checked(offsets[i] + keys[i].Length);
        }

        return new()
        {
            Labels = labels,
            Numbers =
            [
                new("Width", videos.Select(video => video.Width).ToArray()),
                new("Height", videos.Select(video => video.Height).ToArray()),
                new("FrameCount", videos.Select(video => video.FrameCount).ToArray()),
                new("FrameRate", videos.Select(video => video.FrameRate.ToDouble()).ToArray()),
                new("LabelIndex", Array.ConvertAll(folders, folder => labelIndices[folder])),
            ],
            Paths = new("Paths", keys.SelectMany(key => key).ToArray()),
            PathOffsets = new("PathOffsets", offsets),
            Segments = dataset.Segments,
            SegmentIndices = new("SegmentIndices", SegmentIndices()),
            Summaries = Summaries(labels),
        };
    }

    private int[] SegmentIndices()
    {
        var indices = new int[checked(result.Videos.Length * dataset.Segments)];
        for (var i = 0; i < result.Videos.Length; i++)
        {
            var clip = dataset.SegmentIndices(result.Videos[i].FrameCount);
            if (clip.Length != dataset.Segments)
            {
                throw new InvalidOperationException($"{result.Videos[i].Key}: {clip.Length} segment indices, not {dataset.Segments}.");
            }

            clip.CopyTo(indices, i * dataset.Segments);
        }

        return indices;
    }

    private ClipMembers Stored(ClipMembers clips) => clips.Stored.Sum(column => (long)column.Values.Length) + clips.Labels.Count > MaxLiterals
        ? clips with { Block = data.Add(clips.Labels, clips.Stored) }
        : clips;

    private Dictionary<string, string> Summaries(string[] labels)
    {
        var count = Number(result.Videos.Length);
        return new(StringComparer.Ordinal)
        {
            ["Labels"] = $"The names of the folders that hold clips, in ordinal order: {Number(labels.Length)}.{(labels.Contains(string.Empty) ? " The dataset's own folder has the empty one." : string.Empty)}",
            ["All"] = $"The clips in ordinal order of their paths: {count}. A loop over them allocates nothing.",
            ["Clip"] = $"One of {count} clips: the place of its numbers, which the assembly holds.",
            ["Index"] = $"The clip's place among all, from 0 to {Math.Max(result.Videos.Length - 1, 0).ToString(CultureInfo.InvariantCulture)}.",
            ["Path"] = "The path below the dataset's folder, with / between folders. A new string at each access; PathUtf8 allocates nothing.",
            ["PathUtf8"] = "The path below the dataset's folder in UTF-8, with / between folders.",
            ["Width"] = "Width of its frames in pixels, before rotation.",
            ["Height"] = "Height of its frames in pixels, before rotation.",
            ["FrameCount"] = "Number of frames that a player shows.",
            ["FrameRate"] = "Frames a second; 0 where it is not known.",
            ["LabelIndex"] = $"The place of its folder's name in Labels, one of {Number(labels.Length)}.",
            ["Segments"] = $"The indices of {dataset.Segments} of its frames, a frame a segment.",
            ["ClipList"] = $"The list of {count} clips.",
            ["Count"] = $"Number of clips: {count}.",
            ["Item"] = $"A clip by its place, which is less than {count}.",
            ["GetEnumerator"] = "Begins a loop over the clips.",
            ["ClipEnumerator"] = $"Goes through {count} clips.",
            ["Current"] = "The clip that the loop is at.",
            ["MoveNext"] = "Goes to the next clip, if there is one.",
            ["Columns"] = $"What is known of {count} clips, a column a kind.",
        };
    }

    private string Sizes() => sizes is [var (width, height)] ? $"{width}x{height}" : $"{Number(sizes.Length)} sizes";

    private static string Time(double seconds) => seconds switch
    {
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.#} s"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0.#} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:#,0.#} h"),
    };

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
