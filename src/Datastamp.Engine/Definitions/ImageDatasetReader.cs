using System.Collections.Immutable;
using System.Globalization;
using Datastamp.Diagnostics;
using Datastamp.Geometry;

namespace Datastamp.Definitions;

/// <summary>Builds a dataset from text, as project items and command lines give it. The one place where values are checked.</summary>
public sealed class ImageDatasetReader
{
    private const int MaxSide = 1 << 14;

    // Three samples a pixel still fit one array.
    private static readonly long maxPixelLimit = Array.MaxLength / 3;

    private readonly IReadOnlyDictionary<string, string> metadata;
    private readonly ItemOrigin? origin;
    private readonly string name;

    private ImageDatasetReader(IReadOnlyDictionary<string, string> metadata, ItemOrigin? origin, string name)
    {
        this.metadata = metadata;
        this.origin = origin;
        this.name = name;
    }

    /// <summary>Reads one dataset.</summary>
    /// <param name="include">The path as written.</param>
    /// <param name="baseFolder">The absolute folder that a relative path starts from.</param>
    /// <param name="metadata">Values by metadata name, compared without case; missing and blank ones take their defaults.</param>
    /// <param name="origin">The item, for diagnostics, or null.</param>
    /// <exception cref="DiagnosticException">DS0001: a value is not allowed.</exception>
    public static ImageDataset Read(string include, string baseFolder, IReadOnlyDictionary<string, string> metadata, ItemOrigin? origin = null)
    {
        ArgumentNullException.ThrowIfNull(include);
        ArgumentNullException.ThrowIfNull(metadata);
        var named = metadata.TryGetValue(ImageMetadata.Name.Name, out var given) && !string.IsNullOrWhiteSpace(given) ? given.Trim() : Identifiers.FromPath(include);
        return new ImageDatasetReader(metadata, origin, named).Read(include, baseFolder);
    }

    private ImageDataset Read(string include, string baseFolder) => new()
    {
        Name = name,
        Include = include,
        Root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(include, baseFolder)),
        Origin = origin,
        Patterns = Globs(ImageMetadata.Pattern) is { IsEmpty: false } patterns ? patterns : ImageDataset.AllImages,
        Exclude = ExcludedGlobs(),
        Preprocessing = new(
            OneOf(ImageMetadata.Color),
            OneOf(ImageMetadata.Orientation),
            Resize(),
            CenterCrop(),
            OneOf(ImageMetadata.Interpolation)),
        Weighting = OneOf(ImageMetadata.Weighting),
        Histogram = OneOf(ImageMetadata.Histogram),
        OnBadFile = OneOf(ImageMetadata.OnBadFile),
        MaxPixels = MaxPixels(),
    };

    private string? Text(string key) =>
        metadata.TryGetValue(key, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private string Text(MetadataName key) => Text(key.Name) ?? key.Default;

    private ImmutableArray<string> Globs(MetadataName key) =>
        [.. Text(key)
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(glob => Below(key.Name, glob.Replace('\\', '/')))
            .Distinct(StringComparer.Ordinal)];

    /// <summary>On an item, an attribute Exclude is MSBuild's own and never arrives here: only the other name works in both forms.</summary>
    private ImmutableArray<string> ExcludedGlobs() => Text("Exclude") is { } text
        ? throw Invalid("Exclude", text, "nothing, since MSBuild keeps that name for itself; write ExcludePattern")
        : Globs(ImageMetadata.ExcludePattern);

    private string Below(string key, string glob) => Path.IsPathRooted(glob) || glob.Split('/').Contains("..", StringComparer.Ordinal)
        ? throw Invalid(key, glob, "globs below the folder, without '..'")
        : glob;

    private T OneOf<T>(MetadataChoice<T> choice)
    {
        var text = Text(choice);
        foreach (var (candidate, value) in choice.Allowed)
        {
            if (string.Equals(candidate, text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        throw Invalid(choice.Name, text, string.Join(", ", choice.Values));
    }

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

    private long MaxPixels()
    {
        var text = Text(ImageMetadata.MaxPixels);
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var pixels) && pixels > 0 && pixels <= maxPixelLimit
            ? pixels
            : throw Invalid(ImageMetadata.MaxPixels.Name, text, FormattableString.Invariant($"a number of pixels from 1 to {maxPixelLimit}"));
    }

    private DiagnosticException Invalid(string key, string value, string allowed) =>
        new(Report.InvalidValue(name, key, value, allowed, origin?.Locate(key) ?? default));
}
