using System.Runtime.InteropServices;
using Datastamp.Diagnostics;
using TorchSharp;

namespace Datastamp.Torch.Devices.Cuda;

/// <summary>What this machine has of CUDA.</summary>
/// <param name="Problem">Why the driver is of no use, or null.</param>
/// <param name="DriverVersion">The newest CUDA that the driver serves, as 1000·major + 10·minor.</param>
/// <param name="HasBackend">Whether libtorch can use CUDA.</param>
/// <param name="Devices">GPUs.</param>
/// <param name="Capability">The compute capability of the GPU that is meant, as 10·major + minor.</param>
internal sealed record CudaFacts(string? Problem, int DriverVersion = 0, bool HasBackend = false, int Devices = 0, int Capability = 0)
{
    private const int LeastDriver = 12000;
    private const int LeastCapability = 70;

    /// <summary>Looks, at the GPU of an index where there is one.</summary>
    public static unsafe CudaFacts Read(int index)
    {
        if (!NativeLibrary.TryLoad(CudaLibrary.Name, out _))
        {
            return new($"NVIDIA's driver is not there: {CudaLibrary.Name} does not load");
        }

        if (CudaLibrary.Initialize(0) is not 0 and var code)
        {
            return new($"NVIDIA's driver does not start: cuInit gives {CudaLibrary.Describe(code)}");
        }

        try
        {
            int version, count, device, major = 0, minor = 0;
            CudaLibrary.Check(CudaLibrary.DriverVersion(&version));
            CudaLibrary.Check(CudaLibrary.CountDevices(&count));
            if (index < count)
            {
                CudaLibrary.Check(CudaLibrary.GetDevice(&device, index));
                CudaLibrary.Check(CudaLibrary.DeviceAttribute(&major, CudaLibrary.MajorCapability, device));
                CudaLibrary.Check(CudaLibrary.DeviceAttribute(&minor, CudaLibrary.MinorCapability, device));
            }

            return new(null, version, torch.cuda.is_available(), count, (10 * major) + minor);
        }
        catch (CudaException e)
        {
            return new($"NVIDIA's driver fails: {e.Message}");
        }
    }

    /// <summary>Why the GPU of an index cannot be used; null if it can.</summary>
    public Diagnostic? Obstacle(int index) => this switch
    {
        { Problem: { } problem } => Report.NoCudaDriver(problem),
        { DriverVersion: < LeastDriver } => Report.CudaTooOld($"NVIDIA's driver serves CUDA up to {DriverVersion / 1000}.{DriverVersion % 1000 / 10}", "CUDA 12.0 or newer"),
        _ when index >= Devices => Report.NoSuchGpu(index, Devices),
        { Capability: < LeastCapability } => Report.CudaTooOld($"its compute capability is {Capability / 10}.{Capability % 10}", "7.0 or newer (Volta)"),
        { HasBackend: false } => Report.NoCudaBackend(),
        _ => null,
    };
}
