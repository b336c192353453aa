using System.Collections.Immutable;
using System.Globalization;
using Datastamp.Diagnostics;
using Datastamp.Geometry;
using Datastamp.Resampling;
using Datastamp.Statistics;

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
        var named = metadata.TryGetValue("Name", out var given) && !string.IsNullOrWhiteSpace(given) ? given.Trim() : Identifiers.FromPath(include);
        return new ImageDatasetReader(metadata, origin, named).Read(include, baseFolder);
    }

    private ImageDataset Read(string include, string baseFolder) => new()
    {
        Name = name,
        Include = include,
        Root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(include, baseFolder)),
        Origin = origin,
        Patterns = Globs("Pattern") is { IsEmpty: false } patterns ? patterns : ImageDataset.AllImages,
        Exclude = ExcludedGlobs(),
        Preprocessing = new(
            OneOf("Color", ("RGB", ColorOrder.Rgb), ("BGR", ColorOrder.Bgr), ("Gray", ColorOrder.Gray)),
            OneOf("Orientation", Named<ExifOrientation>()),
            Resize(),
            CenterCrop(),
            OneOf("Interpolation", [("Bilinear", Interpolation.Bilinear), .. Named<Interpolation>()])),
        Weighting = OneOf("Weighting", Named<Weighting>()),
        Histogram = OneOf("Histogram", ("false", false), ("true", true)),
        OnBadFile = OneOf("OnBadFile", Named<BadFilePolicy>()),
        MaxPixels = MaxPixels(),
    };

    private static (string, T)[] Named<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(value => (value.ToString(), value))];

    private string? Text(string key) =>
        metadata.TryGetValue(key, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private ImmutableArray<string> Globs(string key) =>
        [.. (Text(key) ?? string.Empty)
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(glob => Below(key, glob.Replace('\\', '/')))
            .Distinct(StringComparer.Ordinal)];

    /// <summary>On an item, an attribute Exclude is MSBuild's own and never arrives here: only the other name works in both forms.</summary>
    private ImmutableArray<string> ExcludedGlobs() => Text("Exclude") is { } text
        ? throw Invalid("Exclude", text, "nothing, since MSBuild keeps that name for itself; write ExcludePattern")
        : Globs("ExcludePattern");

    private string Below(string key, string glob) => Path.IsPathRooted(glob) || glob.Split('/').Contains("..", StringComparer.Ordinal)
        ? throw Invalid(key, glob, "globs below the folder, without '..'")
        : glob;

    /// <summary>The first allowed value is the default.</summary>
    private T OneOf<T>(string key, params (string Text, T Value)[] allowed)
    {
        if (Text(key) is not { } text)
        {
            return allowed[0].Value;
        }

        foreach (var (candidate, value) in allowed)
        {
            if (string.Equals(candidate, text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        throw Invalid(key, text, string.Join(", ", allowed.Select(item => item.Text).Distinct(StringComparer.Ordinal)));
    }

    private ResizeTarget? Resize() => Text("Resize") is not { } text
        ? null
        : Sides(text) switch
        {
            [var side] => new(side, Width: null),
            [var height, var width] => new(height, width),
            _ => throw Invalid("Resize", text, "a number of pixels for the short side (256), or height x width (224x320)"),
        };

    private ImageSize? CenterCrop() => Text("CenterCrop") is not { } text
        ? null
        : Sides(text) switch
        {
            [var side] => new(side, side),
            [var height, var width] => new(width, height),
            _ => throw Invalid("CenterCrop", text, "a number of pixels for a square (224), or height x width (224x320)"),
        };

    private static int[] Sides(string text)
    {
        var sides = text.Split('x', 'X')
            .Select(part => int.TryParse(part, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var side) ? side : 0)
            .ToArray();
        return sides.All(side => side is > 0 and <= MaxSide) ? sides : [];
    }

    private long MaxPixels() => Text("MaxPixels") is not { } text
        ? ImageDataset.DefaultMaxPixels
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var pixels) && pixels > 0 && pixels <= maxPixelLimit
            ? pixels
            : throw Invalid("MaxPixels", text, FormattableString.Invariant($"a number of pixels from 1 to {maxPixelLimit}"));

    private DiagnosticException Invalid(string key, string value, string allowed) =>
        new(Report.InvalidValue(name, key, value, allowed, origin?.Locate(key) ?? default));
}
