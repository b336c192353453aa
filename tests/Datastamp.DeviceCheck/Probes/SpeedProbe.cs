using System.Diagnostics;
using Datastamp.Measuring;
using Datastamp.Torch.Devices;

namespace Datastamp.DeviceCheck.Probes;

/// <summary>Images a second: the processor, the processor with sums on the device, nvJPEG by backend and batch.</summary>
internal static class SpeedProbe
{
    private const double Wanted = 5;
    private const double WantedCores = 8;
    private static readonly int[] batches = [16, 64, 128];

    public static IEnumerable<Row> Run(CheckOptions options)
    {
        Libtorch.Load(options);
        _ = Processor.Instance.Decoder;
        var files = Photographs.Make(options.IsShort ? 16 : 256);
        var pace = new Pace(files, options.IsShort ? 32 : 16384);
        yield return Row.Note("photographs", $"{files.Length} of {Photographs.Width}×{Photographs.Height}, {files.Average(file => file.Length) / 1000:0} kB on average, colour, baseline, quality 90, 4:2:0, made for this, in memory");
        var processor = pace.Of(Processor.Instance);
        yield return Row.Note("speed, processor", $"{processor:0} images/s with {Environment.ProcessorCount} threads, {processor * WantedCores / Environment.ProcessorCount:0} per eight cores");
        yield return Row.Note($"speed, processor and {options.Device}", $"{pace.Of(TorchDevices.Open(options.Device)):0} images/s");
        if (!options.IsCuda)
        {
            yield break;
        }

        var best = 0.0;
        using (var all = NvJpegProbe.Open(options))
        {
            foreach (var handle in all.Handles)
            {
                foreach (var batch in batches)
                {
                    using var device = NvJpegProbe.Open(options, handle.Backend, batch);
                    var speed = pace.Of(device);
                    yield return Row.Note($"speed, nvJPEG, {handle.Backend}, batches of {batch}", $"{speed:0} images/s");
                }
            }

            best = pace.Of(all);
        }

        var ratio = best / (processor * WantedCores / Environment.ProcessorCount);
        yield return Row.Check(ratio >= Wanted, "speed, nvJPEG", $"{best:0} images/s, {ratio:0.0} times the processor's per eight cores (at least {Wanted})");
    }

    private sealed class Pace(byte[][] files, int count)
    {
        public double Of(IImageDevice device)
        {
            // What is slow the first time is not what is asked: contexts, compilation, memory.
            new PhotographSource(files, Math.Max(1, count / 4)).Measure(device);
            var watch = Stopwatch.StartNew();
            new PhotographSource(files, count).Measure(device);
            return count / watch.Elapsed.TotalSeconds;
        }
    }
}
