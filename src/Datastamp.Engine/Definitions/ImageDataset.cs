using System.Collections.Immutable;
using System.Globalization;
using Datastamp.Statistics;

namespace Datastamp.Definitions;

/// <summary>What is asked of one image dataset, beside what every dataset is asked.</summary>
public sealed record ImageDataset : Dataset
{
    /// <summary>The largest image that is decoded unless the definition says otherwise: 2^28 pixels.</summary>
    public const long DefaultMaxPixels = 1L << 28;

    /// <summary>The globs that select files when the definition names none: every image format that is read.</summary>
    public static readonly ImmutableArray<string> AllImages =
    [
        .. new[] { "jpg", "jpeg", "jpe", "jfif", "png", "bmp", "dib", "gif", "webp", "tif", "tiff", "pbm", "pgm", "ppm", "pnm", "jp2" }
            .Select(extension => "**/*." + extension),
    ];

    /// <summary>A dataset of all images of its folder.</summary>
    public ImageDataset() => Patterns = AllImages;

    /// <summary>What happens to the pixels before they are measured.</summary>
    public ImagePreprocessing Preprocessing { get; init; } = new();

    /// <summary>Which of the three statistics the constants are.</summary>
    public Weighting Weighting { get; init; }

    /// <summary>Whether histograms are counted too.</summary>
    public bool Histogram { get; init; }

    /// <summary>Images of more pixels are bad files; they are refused before memory is taken for them.</summary>
    public long MaxPixels { get; init; } = DefaultMaxPixels;

    /// <summary>Which of the files are measured, and stand for all; null for all of them.</summary>
    public ImageSubset? Subset { get; init; }

    /// <inheritdoc/>
    public override string Kind => "image";

    /// <inheritdoc/>
    public override MeasuredDefinition Measured => new(
    [
        new("pattern", Patterns == AllImages ? string.Empty : string.Join(';', Patterns)),
        new("exclude", string.Join(';', Exclude)),
        new("color", Preprocessing.ColorName),
        new("orientation", Preprocessing.Orientation.ToString()),
        new("resize", Preprocessing.Resize?.ToString() ?? string.Empty),
        new("centerCrop", Preprocessing.CenterCrop is { } crop ? FormattableString.Invariant($"{crop.Height}x{crop.Width}") : string.Empty),
        new("interpolation", Preprocessing.Resize is null ? string.Empty : Preprocessing.Interpolation.ToString()),
        new("histogram", Histogram ? "true" : "false"),
        new("maxPixels", MaxPixels.ToString(CultureInfo.InvariantCulture)),
        .. Subset is { } subset
            ? new KeyValuePair<string, string>[] { new("sample", subset.ToString()), new("sampleSeed", subset.Seed.ToString(CultureInfo.InvariantCulture)) }
            : [],
    ]);
}
