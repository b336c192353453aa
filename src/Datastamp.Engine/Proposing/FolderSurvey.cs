using System.Collections.Immutable;
using System.Globalization;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Sources;

namespace Datastamp.Proposing;

/// <summary>What kinds of files a folder holds, and in which subfolders.</summary>
/// <param name="Path">The absolute path.</param>
/// <param name="Images">Its images, in ordinal order of their keys.</param>
/// <param name="Videos">Its videos, likewise.</param>
internal sealed record FolderSurvey(string Path, ImmutableArray<Sample> Images, ImmutableArray<Sample> Videos)
{
    private const int MostExtensions = 4;

    private static readonly HashSet<string> splits = new(StringComparer.OrdinalIgnoreCase)
    {
        "train", "training", "val", "valid", "validation", "dev", "test", "testing", "eval", "evaluation",
    };

    private static readonly HashSet<string> imageExtensions = Extensions(ImageDataset.AllImages);

    /// <summary>Number of its images and videos.</summary>
    public int Files => Images.Length + Videos.Length;

    /// <summary>The names of the folders directly in it that hold any of those; an empty one for files directly in it.</summary>
    public ImmutableArray<string> Subfolders =>
        [.. Images.Concat(Videos).Select(sample => sample.Key.Split('/') is [var folder, _, ..] ? folder : string.Empty).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Whether it is a dataset in splits: all files are in folders named as splits are.</summary>
    public bool IsSplit => Subfolders is { IsEmpty: false } folders && folders.All(splits.Contains);

    /// <summary>Looks at a folder.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="skipped">Absolute paths of folders that are not looked into.</param>
    /// <param name="cancellation">Ends the looking.</param>
    /// <exception cref="DiagnosticException">DS0014, DS0105, DS0111: it is no folder, cannot be read, has neither images nor videos.</exception>
    public static FolderSurvey Of(string path, ImmutableArray<string> skipped, CancellationToken cancellation)
    {
        if (!Directory.Exists(path))
        {
            throw new DiagnosticException(Report.NoSuchFolder(path));
        }

        try
        {
            var samples = new FolderSource(path, [.. ImageDataset.AllImages, .. VideoDataset.AllVideos], [], skipped).List(cancellation).Samples;
            var kinds = samples.ToLookup(sample => imageExtensions.Contains(System.IO.Path.GetExtension(sample.Key)));
            return samples.Count > 0 ? new(path, [.. kinds[true]], [.. kinds[false]]) : throw new DiagnosticException(Report.NoMedia(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(Report.CannotRead("init", path, e.Message), e);
        }
    }

    /// <summary>The splits, a survey each; itself where it has none.</summary>
    public IReadOnlyList<FolderSurvey> Split() => IsSplit ? [.. Subfolders.Select(Below)] : [this];

    /// <summary>For people: how many files of which kinds, and in how many folders.</summary>
    public override string ToString()
    {
        var kinds = new[] { Describe(Images, "images"), Describe(Videos, "videos") }.Where(text => text.Length > 0);
        var folders = Subfolders.Count(name => name.Length > 0);
        return string.Join(", ", kinds) + folders switch
        {
            0 => string.Empty,
            1 => ", in 1 subfolder",
            _ => FormattableString.Invariant($", in {folders} subfolders"),
        };
    }

    private FolderSurvey Below(string subfolder)
    {
        ImmutableArray<Sample> In(ImmutableArray<Sample> samples) => [.. samples
            .Where(sample => sample.Key.StartsWith(subfolder + "/", StringComparison.Ordinal))
            .Select(sample => sample with { Key = sample.Key[(subfolder.Length + 1)..] })];
        return new(System.IO.Path.Combine(Path, subfolder), In(Images), In(Videos));
    }

    private static string Describe(ImmutableArray<Sample> samples, string kind)
    {
        var extensions = samples
            .CountBy(sample => System.IO.Path.GetExtension(sample.Key).ToLowerInvariant(), StringComparer.Ordinal)
            .OrderByDescending(count => count.Value)
            .Select(count => count.Key)
            .ToArray();
        var more = extensions.Length > MostExtensions ? ", ..." : string.Empty;
        return samples.IsEmpty ? string.Empty : string.Create(
            CultureInfo.InvariantCulture,
            $"{samples.Length:N0} {(samples.Length == 1 ? kind[..^1] : kind)} ({string.Join(", ", extensions.Take(MostExtensions))}{more}; {samples.Sum(sample => Math.Max(0, sample.Length)):N0} bytes)");
    }

    private static HashSet<string> Extensions(IEnumerable<string> globs) =>
        globs.Select(glob => System.IO.Path.GetExtension(glob)).ToHashSet(StringComparer.OrdinalIgnoreCase);
}
