using Datastamp.Definitions;

namespace Datastamp.Output.Images;

/// <summary>
/// A module of Python with torchvision's transforms for validation. On an image that Pillow opened they give, to the last bit, what
/// Datastamp measured. The first two lines are always the same: a dataset's name in one of them could name the file's encoding.
/// </summary>
internal sealed class TorchvisionExport() : ImageExportFormat("torchvision", "Python: torchvision's transforms for validation, and Normalize")
{
    protected override IEnumerable<Refusal> Refusals(ImageFacts facts) =>
        facts.Result.Depth == 8 ? [] : [new(null, $"Pillow reads colours of {facts.Result.Depth} bits as 8 bits, which is what torchvision's transforms then work on")];

    protected override ExportedFile File(ImageFacts facts) => new("torchvision.py", AtomicFile.Encode($$""""
        # Written by Datastamp, and written again when the data changes.
        #
        {{SnippetText.Origin("#", facts)}}
        {{(facts.Preprocessing.Orientation == ExifOrientation.Apply ? "from PIL import ImageOps\n" : string.Empty)}}from torchvision import transforms

        MEAN = [{{SnippetText.Row(facts.Statistics.Mean)}}]
        STD = [{{SnippetText.Row(facts.Statistics.Std)}}]


        def convert(image):
            """The pixels that were measured, of an image that Pillow opened."""
            return {{Converted(facts.Preprocessing)}}
        {{Reversal(facts.Preprocessing)}}

        # From a tensor of 0 to 1, C x H x W, in the order {{string.Join(", ", facts.Result.Channels)}}.
        normalize = transforms.Normalize(MEAN, STD)

        # From an image that Pillow opened, for validation.
        transform = transforms.Compose([
            {{string.Join(",\n    ", Steps(facts.Preprocessing))}},
        ])

        """"));

    private static string Converted(ImagePreprocessing preprocessing)
    {
        var turned = preprocessing.Orientation == ExifOrientation.Apply ? "ImageOps.exif_transpose(image)" : "image";
        return $"{turned}.convert(\"RGB\"){(preprocessing.Color == ColorOrder.Gray ? ".convert(\"L\")" : string.Empty)}";
    }

    private static string Reversal(ImagePreprocessing preprocessing) => preprocessing.Color != ColorOrder.Bgr ? string.Empty : """


        def reverse(tensor):
            return tensor.flip(0)

        """;

    private static IEnumerable<string> Steps(ImagePreprocessing preprocessing)
    {
        yield return "transforms.Lambda(convert)";
        if (preprocessing.Resize is { } resize)
        {
            var size = resize.Width is { } width ? FormattableString.Invariant($"({resize.Height}, {width})") : FormattableString.Invariant($"{resize.Height}");
            yield return $"transforms.Resize({size}, interpolation=transforms.InterpolationMode.{preprocessing.Interpolation.ToString().ToUpperInvariant()})";
        }

        if (preprocessing.CenterCrop is { } crop)
        {
            yield return FormattableString.Invariant($"transforms.CenterCrop(({crop.Height}, {crop.Width}))");
        }

        yield return "transforms.ToTensor()";
        if (preprocessing.Color == ColorOrder.Bgr)
        {
            yield return "transforms.Lambda(reverse)";
        }

        yield return "normalize";
    }
}
