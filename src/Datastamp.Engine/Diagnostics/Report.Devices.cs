namespace Datastamp.Diagnostics;

/// <content>Devices beside the processor.</content>
public static partial class Report
{
    /// <summary>DS0513: a device of no such name.</summary>
    public static Diagnostic NoSuchDevice(string name) =>
        new(Severity.Error, "DS0513", $"There is no device '{name}'. Devices that sum images by libtorch: torch-cpu, cuda, and cuda:N for the GPU of index N.");

    /// <summary>DS0514: no NVIDIA driver that works.</summary>
    public static Diagnostic NoCudaDriver(string reason) =>
        new(Severity.Error, "DS0514", $"There is no NVIDIA GPU to use here: {reason.TrimEnd('.')}. Install NVIDIA's driver, in a container give it the GPUs, or measure without the device.");

    /// <summary>DS0515: a libtorch without CUDA.</summary>
    public static Diagnostic NoCudaBackend() =>
        new(Severity.Error, "DS0515", "The libtorch that was loaded cannot use CUDA: it was built without, or its CUDA libraries do not load. Install the backend for CUDA, or choose torch-cpu.");

    /// <summary>DS0516: a driver or a GPU that is too old.</summary>
    public static Diagnostic CudaTooOld(string what, string least) =>
        new(Severity.Error, "DS0516", $"The GPU cannot be used: {what}, and {least} is needed. Update NVIDIA's driver, or measure without the device.");

    /// <summary>DS0517: a device whose memory does not hold the least there is to do.</summary>
    public static Diagnostic DeviceMemoryFull(string device, long bytes) =>
        new(Severity.Error, "DS0517", FormattableString.Invariant($"The memory of {device} is full: {bytes} bytes of pixels do not fit any more. End what else uses the device, or use fewer threads, or measure without the device."));

    /// <summary>DS0518: a device that failed.</summary>
    public static Diagnostic DeviceFailed(string device, string reason) =>
        new(Severity.Error, "DS0518", $"{device} failed: {reason.TrimEnd('.')}. Nothing was kept of this run: run again, and where it fails again look at the system's log and at nvidia-smi, or measure without the device.");

    /// <summary>DS0519: a GPU of no such index.</summary>
    public static Diagnostic NoSuchGpu(int index, int count) =>
        new(Severity.Error, "DS0519", FormattableString.Invariant($"There is no GPU {index}: {count} can be seen here, and the first has the index 0. Name another, or look at CUDA_VISIBLE_DEVICES."));

    /// <summary>DS0526: no GPU for <c>auto</c>.</summary>
    public static Diagnostic OnProcessor(Diagnostic reason) =>
        new(Severity.Message, "DS0526", $"Measured on the processor, since no GPU can be used: {reason.Message}");
}
