using Datastamp.Decoding;
using Datastamp.Definitions;
using Datastamp.Diagnostics;

namespace Datastamp.Health;

/// <summary>Whether OpenCV loads, from where, and decodes an image.</summary>
internal static class DecoderCheck
{
    private const string Name = "decoder";
    private const int Side = 8;

    public static Finding Run()
    {
        try
        {
            var identity = ImageDecoder.Identity;
            var path = OpenCvBuild.Path;
            using var image = ImageDecoder.Decode(HealthSample.Read("blue.jpg"), ColorOrder.Rgb, ExifOrientation.Ignore, Side * Side);
            var isBlue = image is { Width: Side, Height: Side } && image.Bytes is [< 100, _, > 150, ..];
            return new(
                Name,
                isBlue ? HealthState.Good : HealthState.Bad,
                $"{identity}, {(isBlue ? "decodes" : "decodes wrongly")}, from {path ?? "a place that the system does not tell"}",
                isBlue ? null : "Another OpenCV may have taken its place: install the tool anew.")
            {
                Details = [new("version", identity), new("path", path), new("decodes", isBlue)],
            };
        }
        catch (DiagnosticException e)
        {
            return new(Name, HealthState.Bad, "does not load", e.Diagnostics[0].Message) { Details = [new("version", null), new("path", null), new("decodes", false)] };
        }
        catch (BadImageException e)
        {
            return new(Name, HealthState.Bad, $"does not decode: {e.Message}", "Install the tool anew.") { Details = [new("decodes", false)] };
        }
    }
}
