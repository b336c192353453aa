using System.Collections.Immutable;
using Datastamp.Statistics;

namespace Datastamp.Definitions;

/// <summary>What is asked of one image dataset: where it lies, which files belong to it, and how it is measured.</summary>
public sealed record ImageDataset
{
    /// <summary>The largest image that is decoded unless the definition says otherwise: 2^28 pixels.</summary>
    public const long DefaultMaxPixels = 1L << 28;

    /// <summary>The globs that select files when the definition names none: every image format that is read.</summary>
    public static readonly ImmutableArray<string> AllImages =
    [
        .. new[] { "jpg", "jpeg", "jpe", "jfif", "png", "bmp", "dib", "gif", "webp", "tif", "tiff", "pbm", "pgm", "ppm", "pnm", "jp2" }
            .Select(extension => "**/*." + extension),
    ];

    /// <summary>The name in the lock, and the source of the generated class's name.</summary>
    public required string Name { get; init; }

    /// <summary>The absolute path of the dataset's folder.</summary>
    public required string Root { get; init; }

    /// <summary>The path as it was written, for people.</summary>
    public required string Include { get; init; }

    /// <summary>The item that defines the dataset, or null.</summary>
    public ItemOrigin? Origin { get; init; }

    /// <summary>Globs below the folder that select files.</summary>
    public ImmutableArray<string> Patterns { get; init; } = AllImages;

    /// <summary>Globs below the folder that leave files out.</summary>
    public ImmutableArray<string> Exclude { get; init; } = [];

    /// <summary>Absolute paths of folders that hold no data of it, such as those that a build writes to.</summary>
    public ImmutableArray<string> SkippedFolders { get; init; } = [];

    /// <summary>What happens to the pixels before they are measured.</summary>
    public ImagePreprocessing Preprocessing { get; init; } = new();

    /// <summary>Which of the three statistics the constants are.</summary>
    public Weighting Weighting { get; init; }

    /// <summary>Whether histograms are counted too.</summary>
    public bool Histogram { get; init; }

    /// <summary>What to do with files that are no whole, valid images.</summary>
    public BadFilePolicy OnBadFile { get; init; }

    /// <summary>Images of more pixels are bad files; they are refused before memory is taken for them.</summary>
    public long MaxPixels { get; init; } = DefaultMaxPixels;
}
