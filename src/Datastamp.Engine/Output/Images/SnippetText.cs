using System.Globalization;
using Datastamp.Definitions;
using Datastamp.Output.Languages;

namespace Datastamp.Output.Images;

/// <summary>What snippets of every language say of a dataset.</summary>
internal static class SnippetText
{
    /// <summary>Lines of a comment: which dataset this is, how it was measured, and its identity.</summary>
    /// <param name="mark">What begins a comment.</param>
    /// <param name="facts">The dataset.</param>
    public static string Origin(string mark, ImageFacts facts) => string.Join('\n', new[]
    {
        $"Dataset: {facts.Dataset.Name}",
        FormattableString.Invariant($"Folder: {facts.Dataset.Include} ({facts.Result.Images} images, {facts.Result.Depth} bits a sample)"),
        $"Fingerprint: {facts.Result.Fingerprint}",
        $"Mean: {Row(facts.Statistics.Mean)} ({string.Join(", ", facts.Result.Channels)}; full scale 1; weighting {facts.Dataset.Weighting})",
        $"Std: {Row(facts.Statistics.Std)}",
        EstimateText.Of(facts.Result, facts.Dataset.Weighting) is { Length: > 0 } estimate ? $"Mean and std are {estimate}" : null,
    }.OfType<string>().Select(line => $"{mark} {CommentText.Escape(line)}"));

    /// <summary>What happens to an image before its crop, in words.</summary>
    public static string Preparation(ImagePreprocessing preprocessing) => string.Join(", then ", new[]
    {
        preprocessing.Orientation == ExifOrientation.Apply ? "turned by its EXIF orientation" : "pixels as they are coded, whatever the EXIF orientation says",
        preprocessing.Color switch
        {
            ColorOrder.Gray => "luma (19595 R + 38470 G + 7471 B + 32768) >> 16",
            ColorOrder.Bgr => "channels in the order blue, green, red",
            _ => "channels in the order red, green, blue",
        },
        preprocessing.Resize is { } resize ? $"resized to {(resize.Width is null ? "a short side of" : "height x width")} {resize} by Pillow's {preprocessing.Interpolation} filter" : "not resized",
    });

    /// <summary>Numbers that round-trip, between commas.</summary>
    public static string Row(IEnumerable<double> values) => string.Join(", ", values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));

    /// <summary>Numbers as C# has them of single precision, which is what models take.</summary>
    public static string Floats(IEnumerable<double> values) => string.Join(", ", values.Select(value => ((float)value).ToString("R", CultureInfo.InvariantCulture) + "F"));
}
