using System.Globalization;
using Datastamp.Diagnostics;
using Datastamp.Geometry;

namespace Datastamp.Definitions;

/// <summary>Builds an image dataset from text.</summary>
public sealed class ImageDatasetReader : DatasetReader
{
    private const int MaxSide = 1 << 14;

    // Three samples a pixel still fit one array.
    private static readonly long maxPixelLimit = Array.MaxLength / 3;

    private ImageDatasetReader(string include, IReadOnlyDictionary<string, string> metadata, ItemOrigin? origin)
        : base(include, metadata, origin)
    {
    }

    /// <summary>Reads one dataset.</summary>
    /// <param name="include">The path as written.</param>
    /// <param name="baseFolder">The absolute folder that a relative path starts from.</param>
    /// <param name="metadata">Values by metadata name, compared without case; missing and blank ones take their defaults.</param>
    /// <param name="origin">The item, for diagnostics, or null.</param>
    /// <exception cref="DiagnosticException">DS0001: a value is not allowed.</exception>
    public static ImageDataset Read(string include, string baseFolder, IReadOnlyDictionary<string, string> metadata, ItemOrigin? origin = null) =>
        new ImageDatasetReader(include, metadata, origin).Read(baseFolder);

    private ImageDataset Read(string baseFolder) => new()
    {
        Name = Name,
        Include = Include,
        Root = RootIn(baseFolder),
        Origin = Origin,
        Patterns = Globs(DatasetMetadata.Pattern) is { IsEmpty: false } patterns ? patterns : ImageDataset.AllImages,
        Exclude = ExcludedGlobs(),
        Preprocessing = new(
            OneOf(ImageMetadata.Color),
            OneOf(ImageMetadata.Orientation),
            Resize(),
            CenterCrop(),
            OneOf(ImageMetadata.Interpolation)),
        Weighting = OneOf(ImageMetadata.Weighting),
        Histogram = OneOf(ImageMetadata.Histogram),
        OnBadFile = OneOf(DatasetMetadata.OnBadFile),
        MaxPixels = MaxPixels(),
        Subset = Subset(),
    };

    private ResizeTarget? Resize() => Text(ImageMetadata.Resize) is not { Length: > 0 } text
        ? null
        : Sides(text) switch
        {
            [var side] => new(side, Width: null),
            [var height, var width] => new(height, width),
            _ => throw Invalid(ImageMetadata.Resize.Name, text, "a number of pixels for the short side (256), or height x width (224x320)"),
        };

    private ImageSize? CenterCrop() => Text(ImageMetadata.CenterCrop) is not { Length: > 0 } text
        ? null
        : Sides(text) switch
        {
            [var side] => new(side, side),
            [var height, var width] => new(width, height),
            _ => throw Invalid(ImageMetadata.CenterCrop.Name, text, "a number of pixels for a square (224), or height x width (224x320)"),
        };

    private static int[] Sides(string text)
    {
        var sides = text.Split('x', 'X')
            .Select(part => int.TryParse(part, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var side) ? side : 0)
            .ToArray();
        return sides.All(side => side is > 0 and <= MaxSide) ? sides : [];
    }

    private ImageSubset? Subset()
    {
        var text = Text(ImageMetadata.SampleSeed);
        var seed = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Invalid(ImageMetadata.SampleSeed.Name, text, FormattableString.Invariant($"a whole number from 0 to {int.MaxValue}"));
        return Text(ImageMetadata.Sample) is not { Length: > 0 } sample ? null
            : ImageSubset.Parse(sample, seed) ?? throw Invalid(ImageMetadata.Sample.Name, sample, "a fraction of the files (10% or 0.1), or a number of files from 2 (5000)");
    }

    private long MaxPixels()
    {
        var text = Text(ImageMetadata.MaxPixels);
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var pixels) && pixels > 0 && pixels <= maxPixelLimit
            ? pixels
            : throw Invalid(ImageMetadata.MaxPixels.Name, text, FormattableString.Invariant($"a number of pixels from 1 to {maxPixelLimit}"));
    }
}
