using Datastamp.Diagnostics;
using Datastamp.Torch.Devices;
using Datastamp.Torch.Devices.Cuda;
using TorchSharp;

namespace Datastamp.Torch.NvJpeg;

/// <summary>What a thread has on a device beside decoders: a stream, and memory for pixels.</summary>
internal sealed class NvJpegThread : IDisposable
{
    private readonly CudaDevice device;

    /// <exception cref="CudaException">The driver refuses it.</exception>
    public NvJpegThread(CudaDevice device, torch.Device torchDevice)
    {
        this.device = device;
        Memory = new(torchDevice);
        CudaStream? stream = null;
        device.Use(() => stream = new());
        Stream = stream!;
    }

    public CudaStream Stream { get; }

    public PixelMemory Memory { get; }

    /// <summary>Does something with the device as the calling thread's, which nvJPEG and streams ask for.</summary>
    /// <exception cref="DiagnosticException">DS0523, DS0524: memory was refused, or the device failed.</exception>
    public void Use(Action action) => Use(device, action);

    /// <inheritdoc cref="Use(Action)"/>
    public static void Use(CudaDevice device, Action action)
    {
        try
        {
            device.Use(action);
        }
        catch (Exception e) when (DeviceFailure.IsOutOfMemory(e))
        {
            throw new DiagnosticException(Report.DeviceMemoryShort(FirstLine(e)), e);
        }
        catch (Exception e) when (DeviceFailure.IsDeviceError(e))
        {
            throw new DiagnosticException(Report.DeviceDecoderFailed(FirstLine(e)), e);
        }
    }

    public void Dispose()
    {
        Memory.Dispose();
        Use(Stream.Dispose);
    }

    /// <summary>libtorch's messages have advice for its own developers behind that.</summary>
    private static string FirstLine(Exception exception) => exception.Message.Split('\n')[0].Trim();
}
