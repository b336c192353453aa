using Datastamp.Definitions;
using Datastamp.Videos;

namespace Datastamp.Output.Videos;

/// <summary>Writes a video dataset for the programs that read it.</summary>
public static class VideoExport
{
    /// <summary>The names of the formats, in lower case.</summary>
    public static IReadOnlyList<string> Formats { get; } = [.. VideoExportFormat.All.Select(format => format.Name)];

    /// <summary>The files of a dataset. Equal input gives equal bytes.</summary>
    /// <param name="format">One of <see cref="Formats"/>, in whatever case.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="videos">Its videos, in the order in which they are to be written.</param>
    /// <returns>
    /// One file, <c>videos.csv</c> and the like or, in formats of several files, these by the names that their readers know.
    /// </returns>
    /// <exception cref="ArgumentException">There is no such format.</exception>
    /// <exception cref="Diagnostics.DiagnosticException">DS0105: a file cannot be read. DS0109: the format cannot hold a video.</exception>
    public static IReadOnlyList<ExportedFile> Write(string format, VideoDataset dataset, IReadOnlyList<VideoFacts> videos)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(videos);
        var named = VideoExportFormat.Named(format) ?? throw new ArgumentException($"There is no format '{format}'.", nameof(format));
        return named.Write(dataset, videos);
    }
}
