namespace Datastamp.Diagnostics;

public static partial class Report
{
    // DS052x: nvJPEG, which is no part of this program either.

    /// <summary>DS0520: nvJPEG is asked for, and there is none.</summary>
    /// <param name="given">The path that was given; null where the usual places were searched.</param>
    public static Diagnostic NvJpegNotFound(string? given) => new(Severity.Error, "DS0520",
        (given is null
            ? "nvJPEG (libnvjpeg.so.12 or .13) is neither beside libtorch, nor where the system looks for libraries, nor in CUDA's toolkit."
            : "There is no nvJPEG (libnvjpeg.so.12 or .13) here.")
        + " Install CUDA's toolkit or its package libnvjpeg, say in CUDA_HOME where it is, or decode on the processor: --device-decoder cpu.", given);

    /// <summary>DS0521: a library that is no nvJPEG that can be used.</summary>
    public static Diagnostic NvJpegNotUsable(string path, string reason) =>
        new(Severity.Error, "DS0521", $"nvJPEG does not load: {reason.TrimEnd('.')}. Install the libnvjpeg.so.12 or .13 of a CUDA toolkit, or decode on the processor: --device-decoder cpu.", path);

    /// <summary>DS0522: nvJPEG does not start on the device.</summary>
    public static Diagnostic NvJpegNotStarted(string path, string version, string device, string status) =>
        new(Severity.Error, "DS0522", $"nvJPEG {version} does not start on {device}: {status}. Its version asks for a driver of its CUDA version or newer: update the driver, install the nvJPEG of an older CUDA, or decode on the processor: --device-decoder cpu.", path);

    /// <summary>DS0523: the device has too little memory.</summary>
    public static Diagnostic DeviceMemoryShort(string reason) =>
        new(Severity.Error, "DS0523", $"The device's memory does not suffice: {reason.TrimEnd('.')}. Run fewer threads (--jobs), end what else uses the device, or decode on the processor: --device-decoder cpu.");

    /// <summary>DS0524: the device failed while images were decoded.</summary>
    public static Diagnostic DeviceDecoderFailed(string reason) =>
        new(Severity.Error, "DS0524", $"The device failed while it decoded: {reason.TrimEnd('.')}. Nothing was written. Run again; if it fails again, look at the driver's log (dmesg, nvidia-smi -q) or decode on the processor: --device-decoder cpu.");
}
