using Datastamp.Measuring;
using Datastamp.Torch.Devices.Cuda;
using Datastamp.Torch.NvJpeg;

namespace Datastamp.DeviceCheck.Probes;

/// <summary>Whether the device's memory stays bounded: what a run takes, and that a third run takes no more than a second.</summary>
internal static class MemoryProbe
{
    private const long Slack = 64 << 20;

    public static IEnumerable<Row> Run(CheckOptions options)
    {
        if (!options.IsCuda)
        {
            yield return Row.Note("memory", $"not run: it needs a GPU");
            yield break;
        }

        Libtorch.Load(options);
        _ = Processor.Instance.Decoder;
        var source = new PhotographSource(Photographs.MakeMixed(128), options.IsShort ? 128 : 4096);
        using var device = NvJpegProbe.Open(options);
        _ = device.Decoder;
        var before = Used(options);
        var after = new long[3];
        for (var run = 0; run < after.Length; run++)
        {
            source.Measure(device);
            after[run] = Used(options) - before;
        }

        // Allocators keep what they took, so what is used behind a run is the most that it used.
        yield return Row.Check(
            after[2] <= after[1] + Slack,
            "memory, nvJPEG",
            $"{after[0] / 1e6:0} MB on the device behind one run, {after[1] / 1e6:0} MB behind two, {after[2] / 1e6:0} MB behind three, of {Environment.ProcessorCount} threads; {Environment.WorkingSet / 1e6:0} MB on the host");
    }

    private static long Used(CheckOptions options)
    {
        var (free, total) = (0L, 0L);
        CudaDevice.Get(options.Index).Use(() => (free, total) = CudaStream.Memory());
        return total - free;
    }
}
