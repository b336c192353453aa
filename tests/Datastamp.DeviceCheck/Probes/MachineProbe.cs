using System.Runtime.InteropServices;
using Datastamp.Torch.Devices.Cuda;

namespace Datastamp.DeviceCheck.Probes;

/// <summary>What the machine is, and whether there is a GPU to use.</summary>
internal static class MachineProbe
{
    public static unsafe IEnumerable<Row> Run(CheckOptions options)
    {
        var rows = new List<Row> { Row.Note("machine", $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores, .NET {Environment.Version}") };
        if (!options.IsCuda)
        {
            return rows;
        }

        if (!NativeLibrary.TryLoad(CudaLibrary.Name, out _))
        {
            rows.Add(Row.Fail("driver", $"no driver: {CudaLibrary.Name} does not load. Install NVIDIA's driver, or give the container the GPU"));
            return rows;
        }

        int version, count;
        CudaLibrary.Check(CudaLibrary.Initialize(0));
        CudaLibrary.Check(CudaLibrary.DriverVersion(&version));
        CudaLibrary.Check(CudaLibrary.CountDevices(&count));
        rows.Add(Row.Check(count > options.Index, "driver", $"serves CUDA up to {version / 1000}.{version % 1000 / 10}, {count} GPUs"));
        if (count > options.Index)
        {
            var device = CudaDevice.Get(options.Index);
            rows.Add(Row.Note("GPU", $"{device.Name}, {device.Multiprocessors} multiprocessors"));
        }

        return rows;
    }
}
