using Datastamp.Torch.NvJpeg;
using TorchSharp;

namespace Datastamp.DeviceCheck.Probes;

/// <summary>Which nvJPEG is there, and what it has on this GPU.</summary>
internal static class NvJpegProbe
{
    public static IEnumerable<Row> Run(CheckOptions options)
    {
        if (!options.IsCuda)
        {
            yield return Row.Note("nvJPEG", $"not run: it needs a GPU");
            yield break;
        }

        Libtorch.Load(options);
        using var device = Open(options);
        var library = device.Handles[0].Library;
        yield return Row.Check(isWell: true, "nvJPEG", $"version {library.Version}; {library.Path}");
        var hardware = device.Handles.FirstOrDefault(handle => handle.Backend == NvJpegBackend.Hardware)?.Hardware();
        yield return hardware is var (engines, cores)
            ? Row.Note("nvJPEG hardware", $"{engines} engines of {cores} cores")
            : Row.Note("nvJPEG hardware", $"none that can be used, so CUDA decodes");
    }

    public static NvJpegImageDevice Open(CheckOptions options) => new(new torch.Device(DeviceType.CUDA, options.Index), options.NvJpeg, options.Libtorch);

    /// <summary>With one backend and a batch length.</summary>
    public static NvJpegImageDevice Open(CheckOptions options, NvJpegBackend backend, int mostFiles) =>
        new(new torch.Device(DeviceType.CUDA, options.Index), options.NvJpeg, options.Libtorch) { Backends = [backend], MostFiles = mostFiles };
}
