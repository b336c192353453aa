using Datastamp.Definitions;
using Datastamp.Geometry;
using Datastamp.Measuring;
using Datastamp.Torch.Devices;

namespace Datastamp.DeviceCheck.Probes;

/// <summary>Whether a device sums what the processor decoded to the processor's own integers.</summary>
internal static class IntegersProbe
{
    private static readonly (string Name, ImagePreprocessing Preprocessing)[] datasets =
    [
        ("RGB", new()),
        ("grey", new(ColorOrder.Gray)),
        ("BGR, resized, cropped", new(ColorOrder.Bgr, Resize: new ResizeTarget(256, null), CenterCrop: new ImageSize(224, 224))),
    ];

    public static IEnumerable<Row> Run(CheckOptions options)
    {
        Libtorch.Load(options);
        _ = Processor.Instance.Decoder;
        var source = new PhotographSource(Photographs.MakeMixed(24), options.IsShort ? 24 : 200);
        foreach (var name in options.IsCuda ? new[] { "torch-cpu", options.Device } : ["torch-cpu"])
        {
            var device = TorchDevices.Open(name);
            foreach (var (dataset, preprocessing) in datasets)
            {
                var expected = source.Measure(Processor.Instance, preprocessing, histogram: true);
                var found = source.Measure(device, preprocessing, histogram: true);
                yield return Row.Check(
                    Same(expected, found), $"integers, {device.Name}, {dataset}", $"{found.Moments.Images} images, Σx, Σx² and counts {(Same(expected, found) ? "equal" : "differ from")} the processor's");
            }
        }
    }

    private static bool Same(ImageMeasurement one, ImageMeasurement other) =>
        one.BadFiles.IsEmpty && other.BadFiles.IsEmpty
        && one.Moments.Groups.Length == other.Moments.Groups.Length
        && one.Moments.Groups.Zip(other.Moments.Groups).All(pair => pair.First.PixelsPerImage == pair.Second.PixelsPerImage
            && pair.First.Images == pair.Second.Images && pair.First.Channels.SequenceEqual(pair.Second.Channels))
        && one.Histogram!.Channels.Zip(other.Histogram!.Channels).All(pair => pair.First.SequenceEqual(pair.Second));
}
