using System.Runtime.InteropServices;
using Datastamp.Diagnostics;
using Datastamp.Torch.Devices.Cuda;

namespace Datastamp.Torch.Devices;

/// <summary>What of all that libtorch and CUDA throw means that a device is full or lost; the rest are bugs.</summary>
internal static class DeviceFailure
{
    /// <summary>Whether there is not enough memory, on the device or beside it.</summary>
    public static bool IsOutOfMemory(Exception exception) => exception switch
    {
        CudaException cuda => cuda.IsOutOfMemory,

        // libtorch's allocators: "CUDA out of memory. Tried to allocate", "CUDA error: out of memory", "DefaultCPUAllocator: can't allocate memory".
        ExternalException torch => torch.Message.Contains("out of memory", StringComparison.Ordinal) || torch.Message.Contains("can't allocate memory", StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>Whether the device failed in another way.</summary>
    public static bool IsDeviceError(Exception exception) => exception is CudaException { IsOutOfMemory: false }
        || (exception is ExternalException torch && !IsOutOfMemory(torch) && torch.Message.Contains("CUDA", StringComparison.Ordinal));

    /// <summary>What people are told of it: the first line, since libtorch's messages have advice for its own developers behind that.</summary>
    public static DiagnosticException Of(string device, Exception exception) =>
        new(Report.DeviceFailed(device, exception.Message.Split('\n')[0].Trim()), exception);
}
