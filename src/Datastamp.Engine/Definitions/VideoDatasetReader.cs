using System.Globalization;
using Datastamp.Diagnostics;

namespace Datastamp.Definitions;

/// <summary>Builds a video dataset from text.</summary>
public sealed class VideoDatasetReader : DatasetReader
{
    private VideoDatasetReader(string include, IReadOnlyDictionary<string, string> metadata, ItemOrigin? origin)
        : base(include, metadata, origin)
    {
    }

    /// <summary>Reads one dataset.</summary>
    /// <param name="include">The path as written.</param>
    /// <param name="baseFolder">The absolute folder that a relative path starts from.</param>
    /// <param name="metadata">Values by metadata name, compared without case; missing and blank ones take their defaults.</param>
    /// <param name="origin">The item, for diagnostics, or null.</param>
    /// <exception cref="DiagnosticException">DS0001: a value is not allowed.</exception>
    public static VideoDataset Read(string include, string baseFolder, IReadOnlyDictionary<string, string> metadata, ItemOrigin? origin = null) =>
        new VideoDatasetReader(include, metadata, origin).Read(baseFolder);

    private VideoDataset Read(string baseFolder) => new()
    {
        Name = Name,
        Include = Include,
        Root = RootIn(baseFolder),
        Origin = Origin,
        Patterns = Globs(DatasetMetadata.Pattern) is { IsEmpty: false } patterns ? patterns : VideoDataset.AllVideos,
        Exclude = ExcludedGlobs(),
        Segments = Segments(),
        Profile = OneOf(VideoMetadata.Profile),
        FrameCount = OneOf(VideoMetadata.FrameCount),
        Identity = OneOf(VideoMetadata.Identity),
        OnBadFile = OneOf(DatasetMetadata.OnBadFile),
    };

    private int Segments()
    {
        var text = Text(VideoMetadata.Segments);
        return text.Length == 0 ? 0
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var segments) && segments is > 0 and <= VideoDataset.MaxSegments ? segments
            : throw Invalid(VideoMetadata.Segments.Name, text, FormattableString.Invariant($"a number of segments from 1 to {VideoDataset.MaxSegments}"));
    }
}
