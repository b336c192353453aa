using System.Diagnostics;
using Datastamp.Torch.Devices;
using TorchSharp;

namespace Datastamp.DeviceCheck.Probes;

/// <summary>How fast pixels are summed that are in the device's memory, beside a copy in it.</summary>
internal static class ReductionProbe
{
    private const int Rounds = 7;

    public static IEnumerable<Row> Run(CheckOptions options)
    {
        Libtorch.Load(options);
        var device = TorchDevices.Open(options.Device).Device;
        foreach (var images in options.IsShort ? [4] : new[] { 128, 2048 })
        {
            using var scope = torch.NewDisposeScope();
            var pixels = torch.randint(0, 256, [images, Photographs.Height, Photographs.Width, 3], dtype: torch.ScalarType.Byte, device: device);
            var copy = torch.empty_like(pixels);
            var (sum, squares, counts) = (new ulong[images * 3], new ulong[images * 3], new uint[images * 3 * 256]);
            var bytes = (double)pixels.numel();

            // A copy reads and writes.
            var copying = 2 * bytes / Fastest(options, () => copy.copy_(pixels));
            var summing = bytes / Fastest(options, () => TorchStatistics.Compute(pixels, sum, squares, []));
            var counting = bytes / Fastest(options, () => TorchStatistics.Compute(pixels, sum, squares, counts));
            var name = FormattableString.Invariant($"reduction, {images} images");
            FormattableString figures = $"{summing / 1e9:0.0} GB/s, with counts {counting / 1e9:0.0} GB/s; a copy reads and writes {copying / 1e9:0.0} GB/s";

            // Small batches are bound by starting kernels, not by memory; the processor's sums are not libtorch's.
            yield return options.IsCuda && images == 2048 ? Row.Check(summing >= copying / 2, name, figures) : Row.Note(name, figures);
        }
    }

    /// <summary>Seconds.</summary>
    private static double Fastest(CheckOptions options, Action action)
    {
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            Wait(options);
            var watch = Stopwatch.StartNew();
            action();
            Wait(options);
            best = Math.Min(best, watch.Elapsed.TotalSeconds);
        }

        return best;
    }

    private static void Wait(CheckOptions options)
    {
        if (options.IsCuda)
        {
            torch.cuda.synchronize();
        }
    }
}
