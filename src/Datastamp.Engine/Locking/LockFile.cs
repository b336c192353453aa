using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Measuring;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Datastamp.Locking;

/// <summary>
/// The lock: what every dataset of a project was when it was last measured. Immutable. Entries that are not asked for, and
/// whatever else stands in the file, are kept as they are.
/// </summary>
public sealed class LockFile
{
    /// <summary>The version that is written, and the newest that is read.</summary>
    public const int Version = 1;

    private const string Images = "images";
    private const string Videos = "videos";

    private const int Depth = 32;

    private readonly JObject root;
    private readonly Dictionary<string, VideoResult> videos = new(StringComparer.Ordinal);

    private LockFile(string path, bool exists, JObject root)
    {
        Path = path;
        Exists = exists;
        this.root = root;
    }

    /// <summary>The absolute path.</summary>
    public string Path { get; }

    /// <summary>Whether there is such a file.</summary>
    public bool Exists { get; }

    /// <summary>Reads a lock; an empty one where there is no file.</summary>
    /// <exception cref="DiagnosticException">DS0201: not a valid lock; DS0202: a newer one; DS0105: unreadable.</exception>
    public static LockFile Read(string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                return new(path, exists: false, new JObject(new JProperty("version", Version)));
            }

            using var text = UntrustedJson.Open(path);
            return Parse(path, text);
        }
        catch (JsonException e)
        {
            throw new DiagnosticException(Report.LockInvalid(path, e.Message), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(Report.CannotRead("lock", path, e.Message), e);
        }
    }

    /// <summary>Reads the text of a lock.</summary>
    /// <param name="path">Where it is from, for diagnostics.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="DiagnosticException">DS0201: not a valid lock; DS0202: a newer one.</exception>
    public static LockFile Parse(string path, TextReader text)
    {
        try
        {
            return new(path, exists: true, Load(path, text));
        }
        catch (JsonReaderException e)
        {
            throw new DiagnosticException(Report.LockInvalid(path, e.Message, e.LineNumber, e.LinePosition), e);
        }
        catch (JsonException e)
        {
            throw new DiagnosticException(Report.LockInvalid(path, e.Message), e);
        }
    }

    /// <summary>The entry of an image dataset, or null.</summary>
    /// <exception cref="DiagnosticException">DS0201: the entry is not valid.</exception>
    public ImageResult? Image(string name) => Entry(name, Images) is { } entry ? ImageLockReader.Read(Path, name, entry) : null;

    /// <summary>The entry of a video dataset, or null.</summary>
    /// <inheritdoc cref="Image"/>
    /// <remarks>Read once: it may be of a quarter of a million rows.</remarks>
    public VideoResult? Video(string name)
    {
        if (Entry(name, Videos) is not { } entry)
        {
            return null;
        }

        return videos.TryGetValue(name, out var known) ? known : videos[name] = VideoLockReader.Read(Path, name, entry);
    }

    /// <summary>Whether there is an entry of a dataset that is not as it was written.</summary>
    public bool IsEdited(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return Entry(dataset.Name, dataset is VideoDataset ? Videos : Images) is { } entry && !JsonChecksum.Holds(entry);
    }

    /// <summary>Where the entry of a dataset stands.</summary>
    public Location Locate(string name) => Locate((Entry(name, Images) ?? Entry(name, Videos))?.Parent);

    /// <summary>Entries that are of none of these datasets: what they are of, their names, and where they stand.</summary>
    internal IEnumerable<(string Kind, string Name, Location At)> EntriesBeside(IEnumerable<Dataset> datasets)
    {
        var known = datasets.Select(dataset => (dataset is VideoDataset ? Videos : Images, dataset.Name)).ToHashSet();
        return from section in new[] { Images, Videos }
               from entry in ((JObject?)root[section] ?? []).Properties()
               where !known.Contains((section, entry.Name))
               select (section, entry.Name, Locate(entry));
    }

    /// <summary>This lock with other entries for datasets.</summary>
    public LockFile With(params IEnumerable<(string Name, DatasetResult Result)> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var news = results.ToLookup(item => item.Result is VideoResult ? Videos : Images, StringComparer.Ordinal);
        var sections = root.Properties().Select(property => property.Name).Union(news.Select(section => section.Key), StringComparer.Ordinal);
        return new(Path, Exists, new JObject(sections.Select(name => new JProperty(name, news.Contains(name) ? Section(name, news[name]) : root[name]))));
    }

    /// <summary>Whether the entry of a dataset says this.</summary>
    public bool Holds(string name, DatasetResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Entry(name, result is VideoResult ? Videos : Images) is { } entry && JToken.DeepEquals(entry, Json(result));
    }

    /// <summary>The text of the file.</summary>
    public string Text => JsonText.Write(root);

    private static JObject Load(string path, TextReader text)
    {
        var parsed = UntrustedJson.Read(text, Depth);
        if (parsed["version"] is not JValue { Value: long and > 0 } version)
        {
            throw new JsonException("it has no version");
        }

        if (version.Value is long newer and > Version)
        {
            IJsonLineInfo position = version;
            throw new DiagnosticException(Report.LockTooNew(path, newer, Version, position.LineNumber, position.LinePosition));
        }

        return parsed[Images] is not (null or JObject) ? throw new JsonException("images is not an object")
            : parsed[Videos] is not (null or JObject) ? throw new JsonException("videos is not an object")
            : parsed;
    }

    /// <summary>A section with other entries. A token that has a parent is copied when it gets another: those that stay, and no others.</summary>
    private JObject Section(string section, IEnumerable<(string Name, DatasetResult Result)> news)
    {
        var entries = new SortedDictionary<string, JToken>(StringComparer.Ordinal);
        foreach (var property in ((JObject?)root[section] ?? []).Properties())
        {
            entries[property.Name] = property.Value;
        }

        foreach (var (name, result) in news)
        {
            entries[name] = Json(result);
        }

        return new(entries.Select(entry => new JProperty(entry.Key, entry.Value)));
    }

    private static JObject Json(DatasetResult result) => JsonChecksum.Add(result switch
    {
        ImageResult image => ImageResultJson.Write(image),
        VideoResult video => VideoResultJson.Write(video),
        _ => throw new NotSupportedException(result.GetType().Name),
    });

    private Location Locate(IJsonLineInfo? entry) => entry?.HasLineInfo() == true ? new(Path, entry.LineNumber, entry.LinePosition) : new(Path);

    private JToken? Entry(string name, string section) => root[section]?[name];
}
