using Datastamp.Definitions;
using Datastamp.Geometry;
using Datastamp.Measuring;
using Datastamp.Statistics;
using Datastamp.Torch.NvJpeg;

namespace Datastamp.DeviceCheck.Probes;

/// <summary>How far statistics of nvJPEG's pixels are from those of the processor's.</summary>
internal static class ToleranceProbe
{
    /// <summary>In units of full scale (0–1), for 100 images or more. Other correct decoders differ by up to 1.5e-4 there.</summary>
    private const double Tolerance = 5e-4;

    public static IEnumerable<Row> Run(CheckOptions options)
    {
        if (!options.IsCuda)
        {
            yield return Row.Note("tolerance", $"not run: it needs a GPU");
            yield break;
        }

        Libtorch.Load(options);
        _ = Processor.Instance.Decoder;
        var source = new PhotographSource(Photographs.MakeMixed(128), 128);
        using var device = NvJpegProbe.Open(options);
        foreach (var handle in device.Handles)
        {
            using var one = NvJpegProbe.Open(options, handle.Backend, EncodedBatch.MostFiles);
            yield return Compare($"{handle.Backend}, RGB", source, one, new());
        }

        yield return Compare("BGR", source, device, new(ColorOrder.Bgr));
        yield return Compare("grey, resized, cropped", source, device, new(ColorOrder.Gray, Resize: new ResizeTarget(256, null), CenterCrop: new ImageSize(224, 224)));
    }

    private static Row Compare(string name, PhotographSource source, NvJpegImageDevice device, ImagePreprocessing preprocessing)
    {
        var (expected, found, again) = (source.Measure(Processor.Instance, preprocessing), source.Measure(device, preprocessing), source.Measure(device, preprocessing));
        var (one, other) = (ImageStatistics.From(expected.Moments), ImageStatistics.From(found.Moments));
        var mean = Largest(one.Mixed.Mean, other.Mixed.Mean);
        var std = Largest(one.Mixed.Std, other.Mixed.Std);
        var isSame = Enumerable.Range(0, found.Moments.ChannelCount).All(channel => found.Moments.Channel(channel) == again.Moments.Channel(channel));
        return Row.Check(
            mean <= Tolerance && std <= Tolerance && isSame && found.BadFiles.IsEmpty && found.Moments.Images == expected.Moments.Images,
            $"tolerance, nvJPEG, {name}",
            $"mean differs by {mean:0.0e+0}, std by {std:0.0e+0} (at most {Tolerance:0e+0}); {(isSame ? "the same again" : "not the same again")}; decoder {found.Decoder}");
    }

    private static double Largest(IEnumerable<double> one, IEnumerable<double> other) => one.Zip(other, (a, b) => Math.Abs(a - b)).Max();
}
