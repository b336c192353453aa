using System.Globalization;
using Datastamp.Diagnostics;
using Datastamp.Torch.Devices.Cuda;
using TorchSharp;

namespace Datastamp.Torch.Devices;

/// <summary>Opens devices of libtorch by their names.</summary>
public static class TorchDevices
{
    private const string Cpu = "torch-cpu";
    private const string CudaName = "cuda";

    /// <summary>Whether a name is of the form that <see cref="Open"/> takes.</summary>
    /// <param name="name">The name.</param>
    public static bool IsName(string name) => string.Equals(name, Cpu, StringComparison.OrdinalIgnoreCase) || CudaIndex(name) is not null;

    /// <summary>Opens a device. libtorch must be loadable.</summary>
    /// <param name="name"><c>torch-cpu</c>, <c>cuda</c>, or <c>cuda:1</c> for the GPU of that index.</param>
    /// <exception cref="DiagnosticException">DS0513 to DS0516, DS0519: there is no such device, or it cannot be used; the message says why.</exception>
    public static TorchImageDevice Open(string name)
    {
        if (string.Equals(name, Cpu, StringComparison.OrdinalIgnoreCase))
        {
            return new(new BatchReduction("torch cpu", torch.CPU));
        }

        var index = CudaIndex(name) ?? throw new DiagnosticException(Report.NoSuchDevice(name));
        if (CudaFacts.Read(index).Obstacle(index) is { } obstacle)
        {
            throw new DiagnosticException(obstacle);
        }

        try
        {
            // The index is not of the name: machines number their GPUs as they like.
            return new(new BatchReduction($"cuda {CudaDevice.Get(index).Name}", new torch.Device(DeviceType.CUDA, index)));
        }
        catch (CudaException e)
        {
            throw DeviceFailure.Of($"cuda:{index}", e);
        }
    }

    /// <summary>The index that a name of CUDA's gives; null for other names.</summary>
    private static int? CudaIndex(string name)
    {
        var parts = name.Split(':');
        return !string.Equals(parts[0], CudaName, StringComparison.OrdinalIgnoreCase) ? null
            : parts.Length == 1 ? 0
            : parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;
    }
}
