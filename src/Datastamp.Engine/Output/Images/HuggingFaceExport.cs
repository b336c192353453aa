using Datastamp.Definitions;
using Datastamp.Locking;
using Datastamp.Resampling;
using Newtonsoft.Json.Linq;

namespace Datastamp.Output.Images;

/// <summary>
/// <c>preprocessor_config.json</c> of Hugging Face transformers. <c>CLIPImageProcessor</c> takes the short side as torchvision does
/// and resizes by Pillow. It rounds the start of a crop down, where torchvision rounds halves to even: where image and crop differ
/// by 3, 7, 11 … pixels along a side, or the image is the smaller one by an odd number, its crop lies a pixel beside.
/// <see href="https://huggingface.co/docs/transformers/model_doc/clip#transformers.CLIPImageProcessor"/>
/// </summary>
internal sealed class HuggingFaceExport() : ImageExportFormat("huggingface", "preprocessor_config.json of Hugging Face transformers", isFolder: true)
{
    protected override IEnumerable<Refusal> Refusals(ImageFacts facts)
    {
        if (facts.Preprocessing.Color != ColorOrder.Rgb)
        {
            yield return new(ImageMetadata.Color, $"its image processors normalize red, green and blue, in this order, and the dataset has {facts.Preprocessing.ColorName}");
        }

        if (facts.Preprocessing.Orientation == ExifOrientation.Apply)
        {
            yield return new(ImageMetadata.Orientation, "it cannot say that the EXIF orientation is applied: that is left to the program that opens the file");
        }

        if (facts.Result.Depth != 8)
        {
            yield return new(null, $"its image processors resize 8-bit samples, and the dataset has {facts.Result.Depth} bits");
        }
    }

    protected override ExportedFile File(ImageFacts facts)
    {
        var (resize, crop) = (facts.Preprocessing.Resize, facts.Preprocessing.CenterCrop);
        var json = new JObject(
            new JProperty("image_processor_type", "CLIPImageProcessor"),
            new JProperty("do_convert_rgb", true),
            new JProperty("do_resize", resize is not null));
        if (resize is { } target)
        {
            json["size"] = target.Width is { } width ? Size(target.Height, width) : new JObject(new JProperty("shortest_edge", target.Height));
            json["resample"] = Resample(facts.Preprocessing.Interpolation);
        }

        json["do_center_crop"] = crop is not null;
        if (crop is { } wanted)
        {
            json["crop_size"] = Size(wanted.Height, wanted.Width);
        }

        json["do_rescale"] = true;
        json["rescale_factor"] = 1.0 / byte.MaxValue;
        json["do_normalize"] = true;
        json["image_mean"] = new JArray(facts.Statistics.Mean);
        json["image_std"] = new JArray(facts.Statistics.Std);
        return new("preprocessor_config.json", AtomicFile.Encode(JsonText.Write(json)));
    }

    private static JObject Size(int height, int width) => new(new JProperty("height", height), new JProperty("width", width));

    // PIL.Image.Resampling.
    private static int Resample(Interpolation interpolation) => interpolation switch
    {
        Interpolation.Nearest => 0,
        Interpolation.Lanczos => 1,
        Interpolation.Bilinear => 2,
        Interpolation.Bicubic => 3,
        Interpolation.Box => 4,
        _ => throw new InvalidOperationException($"Pillow has no filter {interpolation}."),
    };
}
