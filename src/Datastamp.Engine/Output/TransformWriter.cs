using System.Globalization;
using Datastamp.Definitions;
using Datastamp.Geometry;
using Datastamp.Output.Languages;

namespace Datastamp.Output;

/// <summary>
/// Writes the members that make Datastamp.Torch's transforms of an image dataset: for validation what was measured, and normalized;
/// for training a random part of the size that comes out of that.
/// </summary>
internal sealed class TransformWriter(LanguageCode code, ImagePreprocessing preprocessing)
{
    public static readonly IReadOnlyList<string> Members = ["TrainTransform", "ValidationTransform"];

    // Of networks whose size nothing tells.
    private const int UsualSize = 224;

    private const string Transforms = "Datastamp.Torch.Transforms.";

    public void Write()
    {
        var size = preprocessing.CenterCrop ?? (preprocessing.Resize is { } resize ? new ImageSize(resize.Width ?? resize.Height, resize.Height) : new(UsualSize, UsualSize));
        Method(
            "TrainTransform",
            $"For training: a random part of the image, resized to {size.Width}x{size.Height}, mirrored half of the time, as a tensor, normalized by these constants.",
            [New("RandomResizedCrop", Size(size), Filter), New("RandomHorizontalFlip")]);
        Method("ValidationTransform", "For validation: what was done to images before they were measured, as a tensor, normalized by these constants.", Measured());
    }

    private string Filter => code.Global($"Datastamp.Resampling.Interpolation.{preprocessing.Interpolation}");

    private IEnumerable<string> Measured()
    {
        if (preprocessing.Resize is { } resize)
        {
            yield return New("Resize", resize.Width is { } width ? Size(new(width, resize.Height)) : Number(resize.Height), Filter);
        }

        if (preprocessing.CenterCrop is { } crop)
        {
            yield return New("CenterCrop", Size(crop));
        }
    }

    private void Method(string name, string summary, IEnumerable<string> pixels)
    {
        var decoding = New("DecodeOptions", code.Global($"Datastamp.Definitions.ColorOrder.{preprocessing.Color}"), code.Global($"Datastamp.Definitions.ExifOrientation.{preprocessing.Orientation}"));
        var compose = New("Compose", [decoding, .. pixels, New("ToTensor"), New("Normalize", code.Own("Mean"), code.Own("Std"))]);
        code.Method(name, Transforms + "Compose", compose, summary);
    }

    private string New(string type, params string[] arguments) => code.New(Transforms + type, arguments);

    private string Size(ImageSize size) => code.New("Datastamp.Geometry.ImageSize", Number(size.Width), Number(size.Height));

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
