using System.Text;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Resampling;
using NJsonSchema;

namespace Datastamp.Tests.Output.Images;

public class HuggingFaceExportTests
{
    // By the arguments that transformers documents for CLIPImageProcessor, and the names under which it saves them.
    private const string Schema = """
        {
          "type": "object",
          "additionalProperties": false,
          "required": ["image_processor_type", "do_resize", "do_center_crop", "do_rescale", "rescale_factor", "do_normalize", "image_mean", "image_std", "do_convert_rgb"],
          "properties": {
            "image_processor_type": { "const": "CLIPImageProcessor", "enum": ["CLIPImageProcessor"] },
            "do_convert_rgb": { "type": "boolean" },
            "do_resize": { "type": "boolean" },
            "size": { "oneOf": [{ "$ref": "#/definitions/shortestEdge" }, { "$ref": "#/definitions/size" }] },
            "resample": { "type": "integer", "minimum": 0, "maximum": 5 },
            "do_center_crop": { "type": "boolean" },
            "crop_size": { "$ref": "#/definitions/size" },
            "do_rescale": { "type": "boolean" },
            "rescale_factor": { "type": "number", "minimum": 0, "exclusiveMinimum": true },
            "do_normalize": { "type": "boolean" },
            "image_mean": { "$ref": "#/definitions/channels" },
            "image_std": { "$ref": "#/definitions/channels" }
          },
          "definitions": {
            "side": { "type": "integer", "minimum": 1 },
            "channels": { "type": "array", "items": { "type": "number" }, "minItems": 3, "maxItems": 3 },
            "shortestEdge": {
              "type": "object", "additionalProperties": false, "required": ["shortest_edge"], "properties": { "shortest_edge": { "$ref": "#/definitions/side" } }
            },
            "size": {
              "type": "object", "additionalProperties": false, "required": ["height", "width"],
              "properties": { "height": { "$ref": "#/definitions/side" }, "width": { "$ref": "#/definitions/side" } }
            }
          }
        }
        """;

    [Test]
    public void A_config_has_the_steps_in_the_words_of_transformers() =>
        Assert.That(ImageSamples.Text("huggingface", new(Resize: new(256, null), CenterCrop: new(320, 224))), Is.EqualTo("""
            {
              "image_processor_type": "CLIPImageProcessor",
              "do_convert_rgb": true,
              "do_resize": true,
              "size": {
                "shortest_edge": 256
              },
              "resample": 2,
              "do_center_crop": true,
              "crop_size": {
                "height": 224,
                "width": 320
              },
              "do_rescale": true,
              "rescale_factor": 0.00392156862745098,
              "do_normalize": true,
              "image_mean": [0.48512345678901236,1E-05,0.75],
              "image_std": [0.22912345678901233,0.1,0.3333333333333333]
            }

            """));

    [Test]
    public void What_is_not_done_is_said_and_has_no_size() => Assert.That(
        ImageSamples.Text("huggingface", new()),
        Does.Contain("\"do_resize\": false,\n  \"do_center_crop\": false,\n  \"do_rescale\": true").And.Not.Contain("\"size\"").And.Not.Contain("crop_size").And.Not.Contain("resample"));

    [TestCase(Interpolation.Nearest, 0)]
    [TestCase(Interpolation.Lanczos, 1)]
    [TestCase(Interpolation.Bilinear, 2)]
    [TestCase(Interpolation.Bicubic, 3)]
    [TestCase(Interpolation.Box, 4)]
    public void Filters_have_the_numbers_of_Pillow(Interpolation filter, int number) => Assert.That(
        ImageSamples.Text("huggingface", new(Resize: new(24, 31), Interpolation: filter)),
        Does.Contain(FormattableString.Invariant($"\"size\": {{\n    \"height\": 24,\n    \"width\": 31\n  }},\n  \"resample\": {number},")));

    [Test]
    public async Task Every_config_is_valid_by_the_documented_fields()
    {
        var schema = await JsonSchema.FromJsonAsync(Schema);

        foreach (var preprocessing in ImageSamples.Preprocessings.Where(preprocessing => preprocessing is { Color: ColorOrder.Rgb, Orientation: ExifOrientation.Ignore }))
        {
            Assert.That(schema.Validate(ImageSamples.Text("huggingface", preprocessing)), Is.Empty, $"{preprocessing}");
        }

        Assert.That(schema.Validate(ImageSamples.Text("huggingface", new(Resize: new(9, null))).Replace("shortest_edge", "shortest", StringComparison.Ordinal)), Is.Not.Empty);
    }

    [TestCase(ColorOrder.Bgr, ExifOrientation.Ignore, 8, "its image processors normalize red, green and blue, in this order, and the dataset has BGR. Change Color, or choose another format.")]
    [TestCase(ColorOrder.Gray, ExifOrientation.Ignore, 8, "its image processors normalize red, green and blue, in this order, and the dataset has Gray. Change Color, or choose another format.")]
    [TestCase(ColorOrder.Rgb, ExifOrientation.Apply, 8, "it cannot say that the EXIF orientation is applied: that is left to the program that opens the file. Change Orientation, or choose another format.")]
    [TestCase(ColorOrder.Rgb, ExifOrientation.Ignore, 16, "its image processors resize 8-bit samples, and the dataset has 16 bits. Change the dataset's files, or choose another format.")]
    public void What_a_config_cannot_hold_is_refused(ColorOrder color, ExifOrientation orientation, int depth, string why)
    {
        var error = Assert.Throws<DiagnosticException>(() => ImageSamples.Text("huggingface", new(color, orientation), depth))!.Diagnostics.Single();

        Assert.That((error.Code, error.Severity, error.Message), Is.EqualTo(("DS0109", Severity.Error, $"Train: cannot be written as huggingface: {why}")));
    }

    [Test]
    public void All_that_is_refused_is_told_at_once() => Assert.That(
        Assert.Throws<DiagnosticException>(() => ImageSamples.Text("huggingface", new(ColorOrder.Gray, ExifOrientation.Apply), 16))!.Diagnostics,
        Has.Count.EqualTo(3));

    [Test]
    public void Numbers_round_trip()
    {
        var json = Newtonsoft.Json.Linq.JObject.Parse(Encoding.UTF8.GetString(ImageSamples.Files("huggingface", ImageSamples.Of("Train")).Single().Content));

        Assert.That(json["image_mean"]!.Select(value => (double)value), Is.EqualTo(ImageSamples.Of("Train").Result.Statistics.Mixed.Mean));
        Assert.That((double)json["rescale_factor"]!, Is.EqualTo(1 / 255.0));
    }
}
